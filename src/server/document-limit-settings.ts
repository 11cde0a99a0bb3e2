/** How large a GraphQL document may be, its fragments put in place, and how much it may ask for. */
import type { Label } from '../../events/define.ts';
import { setting, wholeNumber } from './setting.ts';

const limit = (name: string, fallback: string, meaning: Label) =>
  setting({ names: [name], meaning, fallback, secret: false, shape: wholeNumber(1, 1_000_000) });

export const documentLimitSettings = {
  tokensMax: limit('CADRE_LEDGER_TOKENS_MAX', '1000', {
    zh: '查询文档的词数上限',
    en: 'Lexical tokens of a document',
  }),
  fieldsMax: limit('CADRE_LEDGER_FIELDS_MAX', '200', {
    zh: '一个操作的字段数上限(片段展开后)',
    en: 'Fields of an operation, fragments put in place',
  }),
  depthMax: limit('CADRE_LEDGER_DEPTH_MAX', '12', {
    zh: '一个操作的嵌套层数上限',
    en: 'Levels of an operation',
  }),
  aliasesMax: limit('CADRE_LEDGER_ALIASES_MAX', '30', {
    zh: '一个操作的别名数上限',
    en: 'Aliases of an operation, those of __typename too',
  }),
  directivesMax: limit('CADRE_LEDGER_DIRECTIVES_MAX', '8', {
    zh: '一个操作的指令数上限',
    en: 'Directives of an operation',
  }),
  costMax: limit('CADRE_LEDGER_COST_MAX', '1000', {
    zh: '一个操作至多取得的实体数(按 first 相乘)',
    en: 'Entities an operation may ask for, each list taken `first` times',
  }),
};
