/** 入围未任用人选: each is asked; some enter the pool, the others have a recorded no. */
import type { CivilDate } from '../../events/dates.ts';
import type { Campaign } from './open-selections.ts';
import type { Person } from './people.ts';
import type { Desk } from './plan.ts';
import { entryOf } from './reserve-rounds.ts';

export function answerFinalists(
  desk: Desk,
  named: { readonly openSelectionId: string },
  { toReserve, inPool }: Campaign,
  finalists: readonly Person[],
  on: CivilDate,
): void {
  const entering = new Set(finalists.filter(({ id }) => !inPool.has(id)).slice(0, toReserve));
  if (entering.size < toReserve) throw new Error('too few finalists to enter the pool');
  finalists.forEach((person, index) => {
    const who = { ...named, cadreId: person.id };
    desk.record('OfferFinalistReserve', who, { on });
    if (entering.has(person)) {
      desk.record('AdmitFinalistToReserve', { ...who, ...entryOf(index) }, { on });
    } else {
      const byThemselves = index % 3 === 0;
      const grounds = inPool.has(person.id)
        ? '已在后备干部库'
        : byThemselves
          ? '本人愿意继续在现岗位工作'
          : '综合研判暂不入库';
      const no = { ...who, by: byThemselves ? 'FINALIST' : 'ORG_DEPT', grounds };
      desk.record('DeclineFinalistReserve', no, { on });
    }
  });
}
