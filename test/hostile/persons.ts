/** Invented persons whose every value is like no other, so that it is found wherever it gets to. */
import { checkCharacter } from '../../events/values.ts';
import { exchange } from './exchange.ts';

export const testCounty = '419999';

export const persons = ['璩爨龘', '亓籴鱻', '逄齾靐'].map((name, index) => {
  const digits = `4199991985061${index}73${index * 2 + 1}`;
  return {
    name,
    identityNumber: `${digits}${checkCharacter(digits)}`,
    nativePlace: `虚构籍贯${name}`,
    health: `虚构健康${name}`,
    birth: `1985-06-1${index}`,
  };
});
export const personalValues: readonly string[] = persons.flatMap(
  ({ name, identityNumber, nativePlace, health }) => [name, identityNumber, nativePlace, health],
);

const register = `mutation ($input: RegisterPersonInput!) {
  registerPerson(input: $input, record: { effectiveOn: "2024-01-02" }) {
    __typename ... on RegisterPersonRecorded { cadre { id } }
    ... on CommandRefused { refusals { code } }
  }
}`;

/** Records them through the server; gives the ids of their rows. Throws when one is refused. */
export async function registerPersons(url: string, token: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const person of persons) {
    const input = { ...person, gender: 'MALE', ethnicity: '01', politicalStatus: '13' };
    const { body } = await exchange(url, {
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: Buffer.from(JSON.stringify({ query: register, variables: { input } })),
    });
    type Registered = { data: { registerPerson: { cadre?: { id: string } } } | null };
    const id = (JSON.parse(body) as Registered).data?.registerPerson.cadre?.id;
    if (id === undefined) throw new Error(`an invented person was not registered: ${body}`);
    ids.push(id);
  }
  return ids;
}
