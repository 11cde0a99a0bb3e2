import { expect, test } from '@jest/globals';
import { openLog } from '../../src/server/logging.ts';

test('a line is JSON with level, time and what was said, without tokens', () => {
  let line = '';
  const logger = openLog('info', { write: (text) => (line += text) });
  logger.info({ correlationId: 'c', headers: { authorization: 'Bearer t' }, token: 't1' }, 'said');
  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    correlationId: 'c',
    headers: { authorization: '[Redacted]' },
    token: '[Redacted]',
    msg: 'said',
  });
});

test('an error keeps its words and places, and loses names and numbers', () => {
  let line = '';
  const logger = openLog('info', { write: (text) => (line += text) });
  const cause = new Error('row of 王小明');
  logger.error({ error: new Error("stream cadre-1 of '张三' 13812345678", { cause }) }, 'x');
  const { error } = JSON.parse(line);
  expect(error).toMatchObject({
    kind: 'Error',
    message: "stream cadre-1 of '…' #",
    cause: 'row of …',
  });
  expect(error.frames[0]).toMatch(/^at /);
});
