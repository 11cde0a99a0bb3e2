/** Postings as tests of moves take them for granted, and what a decision advises. */
import type { z } from 'zod';
import type { UnitType } from '../../events/code-tables.ts';
import { PostingStarted } from '../../events/posting.ts';
import type { CadreId, OrganizationId } from '../../events/values.ts';
import type { Decision } from '../../src/domain/command.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import type { scenario } from '../scenario.ts';

type Started = z.input<(typeof PostingStarted)['data']>;

/** A mid-level posting in a township since 2015, but for what is said otherwise. */
export function givenPosting(
  given: ReturnType<typeof scenario>,
  where: { cadreId: CadreId; organizationId: OrganizationId; unitType?: UnitType },
  { from = '2015-01-01', ...held }: Partial<Started> & { from?: string } = {},
) {
  return given.given(
    cadreStream(where.cadreId),
    PostingStarted,
    {
      unitType: 'TOWNSHIP',
      ...where,
      postId: null,
      title: '办公室主任',
      postKind: 'MID_LEVEL',
      level: 'NONE',
      managementLevel: 'UNIT',
      kind: 'MAIN',
      staffing: 'ADMIN',
      role: null,
      grassroots: true,
      frontLine: true,
      basedOn: null,
      openingBalance: false,
      ...held,
    },
    { effectiveOn: from },
  );
}

/** The codes of the advisories, sorted; throws when refused, or when a code has no sentence. */
export function advisoryCodes(decision: Decision): string[] {
  if (decision.kind === 'refused') {
    throw new Error(`refused: ${decision.refusals.map(({ code }) => code).join(', ')}`);
  }
  const codes = decision.advisories.map(({ code }) => code).sort();
  for (const code of codes) if (!hasSentence(code)) throw new Error(`${code} has no sentence`);
  return codes;
}
