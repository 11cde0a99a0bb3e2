/** How large a request may be, how long it may take, and which documents it may name. */
import { z } from 'zod';
import { text } from './addresses.ts';
import { setting, wholeNumber } from './setting.ts';

export const requestLimitSettings = {
  bodyBytesMax: setting({
    names: ['CADRE_LEDGER_BODY_BYTES_MAX'],
    meaning: {
      zh: '请求体(及一条 WebSocket 消息)的字节上限',
      en: "Bytes of a request's body, and of a WebSocket message",
    },
    fallback: String(1024 * 1024),
    secret: false,
    shape: wholeNumber(4_096, 16 * 1024 * 1024),
  }),
  headersSeconds: setting({
    names: ['CADRE_LEDGER_HEADERS_SECONDS'],
    meaning: {
      zh: '请求头须在多少秒内收齐,超时即断开',
      en: "Seconds in which a request's headers must have come; then the connection ends",
    },
    fallback: '10',
    secret: false,
    shape: wholeNumber(1, 30),
  }),
  operationTimeoutMs: setting({
    names: ['CADRE_LEDGER_OPERATION_TIMEOUT_MS'],
    meaning: {
      zh: '一个操作的时限(毫秒),超过即停止',
      en: 'Milliseconds an operation may take before it is stopped',
    },
    fallback: '10000',
    secret: false,
    shape: wholeNumber(10, 600_000),
  }),
  persistedDocuments: setting({
    names: ['CADRE_LEDGER_PERSISTED_DOCUMENTS'],
    meaning: {
      zh: '预存查询文档:文件夹(*.graphql)或 JSON 清单',
      en: 'Documents a client may name instead of sending: a folder of *.graphql, or a JSON manifest',
    },
    fallback: null,
    secret: false,
    shape: text,
  }),
  documents: setting({
    names: ['CADRE_LEDGER_DOCUMENTS'],
    meaning: {
      zh: '接受哪些查询文档:any 任意,persisted 仅预存',
      en: 'Documents that are run: any, or persisted for those of CADRE_LEDGER_PERSISTED_DOCUMENTS only',
    },
    fallback: 'any',
    secret: false,
    shape: z.enum(['any', 'persisted'], { error: 'must be any or persisted' }),
  }),
};
