/** 编码占用: a code of an organization or post belongs to one entity of a county. */
import { z } from 'zod';
import { defineEvent } from './define.ts';
import { Code } from './values.ts';

const data = { kind: z.enum(['organization', 'post']), code: Code, entityId: z.string() };
const sample = {
  data: {
    kind: 'organization' as const,
    code: 'T01',
    entityId: '0190a5c0-0000-7000-8000-000000000011',
  },
};

/** 编码占用 */
export const CodeTaken = defineEvent({
  type: 'CodeTaken',
  category: 'code',
  label: { zh: '编码占用', en: 'Code taken' },
  data,
  sample,
});

export const codeReservationEvents = [CodeTaken];
