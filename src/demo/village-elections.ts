/** 一肩挑: secretaries elected directors of their villages as well, as has become the rule. */
import type { Grassroots } from './grassroots.ts';
import type { Person } from './people.ts';
import type { Planner } from './plan.ts';

const bothMax = 6;
const electedOn = '2021-01-29';

/** Those who stayed in their villages, where nobody else of the demo is director by then. */
export function serveAsBoth(planner: Planner, grassroots: Grassroots): void {
  const desk = planner.desk('both-offices', 'demo-officer-grassroots', '2021-02-08');
  for (const { id, unit } of stayingSecretaries(grassroots).slice(0, bothMax)) {
    desk.record(
      'RecordPosting',
      {
        ...{ cadreId: id, postId: null, organizationId: unit.id, title: '村委会主任' },
        ...{ kind: 'CONCURRENT', staffing: 'NONE', role: 'VILLAGE_DIRECTOR', until: null },
        openingBalance: false,
      },
      { on: electedOn, reason: '村民委员会换届选举当选' },
    );
  }
}

function stayingSecretaries(grassroots: Grassroots): readonly Person[] {
  const { reserve2020, reserve2022, examLosers, examEntrants, hires } = grassroots;
  const left = new Set([examEntrants, hires].flatMap((of) => [...of[2019], ...of[2020]]));
  const directed = new Set(
    Object.values(grassroots)
      .flatMap(peopleIn)
      .filter((person) => person.role === 'VILLAGE_DIRECTOR' && !left.has(person))
      .map(({ unit }) => unit.id),
  );
  return [...reserve2022, ...reserve2020, ...Object.values(examLosers).flat()].filter(
    ({ role, unit }) => role === 'VILLAGE_SECRETARY' && !directed.has(unit.id),
  );
}

/** Everybody of a group, however it is ordered. */
function peopleIn(group: Grassroots[keyof Grassroots]): readonly Person[] {
  if (Array.isArray(group)) return group;
  return 'postingId' in group ? [group] : Object.values(group).flat();
}
