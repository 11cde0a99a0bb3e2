/** 账本: the ledger itself, the first fact of every journal. */
import { z } from 'zod';
import { defineEvent } from './define.ts';
import { LedgerId } from './values.ts';

/** 账本启用: what the journal is; position 1 of every ledger, and of nothing else. */
export const LedgerOpened = defineEvent({
  type: 'LedgerOpened',
  category: 'ledger',
  label: { zh: '账本启用', en: 'Ledger opened' },
  data: {
    ledgerId: LedgerId,
    /** The format of events, raised when an earlier program could misread what a later one writes. */
    format: z.int().min(1),
    demo: z.boolean(),
    /** A digest under the ledger's key, by which another key is noticed (keys.ts). */
    keyCheck: z.string().regex(/^[0-9a-f]{64}$/),
  },
  sample: {
    data: {
      ledgerId: '018f3a5e-0000-7000-8000-000000000001',
      format: 1,
      demo: false,
      keyCheck: '0'.repeat(64),
    },
  },
});

export const ledgerEvents = [LedgerOpened];
