import { expect, test } from '@jest/globals';
import { finding } from '../../../src/domain/command.ts';
import { shippedRules } from '../../../src/domain/rules/defaults/index.ts';
import { article } from '../../../src/domain/rules/sources.ts';
import { sourceFiles, withoutComments } from '../../source-files.ts';

test('one source has one title', () => {
  const titles = new Set(shippedRules.map(({ basis }) => basis.document));
  const regulations = [...titles].filter((title) => title.includes('选拔任用工作条例'));
  const laws = [...titles].filter((title) => title.includes('公务员法'));
  expect([regulations, laws]).toEqual([
    ['党政领导干部选拔任用工作条例(2019年修订)'],
    ['公务员法(2018年修订)'],
  ]);
});

test('a finding that names a rule names what the rule rests on', () => {
  expect(finding('NoticeStillRunning', {}, { rule: 'P2.PUBLIC_NOTICE' }).basis).toMatch(/\/42$/);
  expect(article('CSL', 43)).toBe('公务员法(2018年修订)/43');
});

test('no decider spells a source', () => {
  const spelled = sourceFiles('src/domain')
    .filter(({ path }) => !path.includes('/rules/') && !path.includes('/sentences/'))
    .filter(({ text }) => /basis: '/.test(withoutComments(text)))
    .map(({ path }) => path);
  expect(spelled).toEqual([]);
});
