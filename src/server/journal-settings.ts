/** Where the events are kept: in the data folder, or in a stream of a KurrentDB cluster. */
import { z } from 'zod';
import { connectionOf } from '../stores/kurrentdb/connection.ts';
import { setting } from './setting.ts';

export const journalSettings = {
  eventStore: setting({
    names: ['CADRE_LEDGER_EVENT_STORE'],
    meaning: {
      zh: '事件存储:sqlite(数据目录内),或 KurrentDB 连接串 kurrentdb://…(数据目录内为副本)',
      en: 'Where events are kept: sqlite, in the data folder; or kurrentdb://…, and a replica there',
    },
    fallback: 'sqlite',
    secret: true,
    shape: z.string().superRefine((text, context) => {
      const named = text === 'sqlite' ? null : connectionOf(text);
      if (typeof named === 'string') context.addIssue({ code: 'custom', message: named });
    }),
  }),
  stream: setting({
    names: ['CADRE_LEDGER_STREAM'],
    meaning: {
      zh: '账本在 KurrentDB 中的流名',
      en: 'Stream of a KurrentDB cluster that holds the ledger',
    },
    fallback: 'cadre-ledger',
    secret: false,
    shape: z
      .string()
      .regex(
        /^[A-Za-z][\w.-]{0,99}$/,
        'must begin with a letter and have at most 100 letters, digits or ._-',
      ),
  }),
};
