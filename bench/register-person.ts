/** The mutation that benches send: invented persons by number, each registered once in a run. */
import { Agent } from 'node:http';
import type { Child } from './child.ts';
import { county, identityNumber, profileOf } from './history.ts';
import { type Asking, ask } from './http-load.ts';

const openCounty = `mutation { openCounty(input: { name: "虚构县" }, record: { county: "${county}" }) {
  __typename } }`;
const register = `mutation Register($input: RegisterPersonInput!, $record: RecordInput) {
  registerPerson(input: $input, record: $record) {
    __typename ... on RegisterPersonRecorded { token cadre { id name } } } }`;

/** Gives another person at each call. */
export function persons() {
  let number = 0;
  return () => {
    number += 1;
    const digits = identityNumber(number);
    const birth = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`;
    const gender = Number(digits[16]) % 2 === 1 ? 'MALE' : 'FEMALE';
    const profile = { ...profileOf(number, birth), joinedPartyOn: null, workingSince: null };
    return { ...profile, gender, identityNumber: digits };
  };
}

export function registerPerson(input: ReturnType<ReturnType<typeof persons>>): Asking {
  const variables = { input, record: { county } };
  return { path: '/graphql', body: JSON.stringify({ query: register, variables }) };
}

/** Throws unless the person was recorded. */
export function recorded(answer: string): void {
  if (!answer.includes('"RegisterPersonRecorded"')) throw new Error(`not recorded: ${answer}`);
}

/** The county that they are registered in. */
export async function openCountyOf(child: Child): Promise<void> {
  const agent = new Agent();
  const body = JSON.stringify({ query: openCounty });
  const answer = await ask(agent, child.url, { path: '/graphql', body });
  agent.destroy();
  if (!answer.includes('"OpenCountyRecorded"')) throw new Error(`no county: ${answer}`);
}
