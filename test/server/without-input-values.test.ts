import { describe, expect, test } from '@jest/globals';
import { buildSchema, graphqlSync } from 'graphql';
import { withoutInputValues } from '../../src/server/without-input-values.ts';

const schema = buildSchema(`
  enum Gender { MALE FEMALE }
  input PersonInput { name: String!, gender: Gender!, age: Int, active: Boolean, share: Float }
  type Query { register(input: PersonInput!): String }
`);
const secret = '张三丰; Expected 419999190001010020';
const document = 'query ($input: PersonInput!) { register(input: $input) }';

function messagesOf(source: string, input?: unknown): string[] {
  const { errors = [] } = graphqlSync({ schema, source, variableValues: { input } });
  return errors.map(({ message }) => withoutInputValues(message));
}

describe('a message about malformed input', () => {
  test.each([
    ['an unknown enum value', { name: '某甲', gender: secret }],
    ['a text where a number goes', { name: '某甲', gender: 'MALE', age: secret }],
    ['a text where yes or no goes', { name: '某甲', gender: 'MALE', active: secret }],
    ['a text where a fraction goes', { name: '某甲', gender: 'MALE', share: secret }],
    ['a list where a name goes', { name: [secret], gender: 'MALE' }],
    ['a number where a name goes', { name: 41999919000101, gender: 'MALE' }],
    ['a missing field', { name: secret }],
    ['an unknown field', { name: secret, gender: 'MALE', extra: 1 }],
    ['a text where an object goes', secret],
  ])('does not repeat the value: %s', (_what, input) => {
    const messages = messagesOf(document, input);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.join('\n')).not.toMatch(/张三丰|419999/);
  });

  test.each([
    ['an enum', `{ register(input: { name: "某甲", gender: "${secret}" }) }`],
    ['a number', `{ register(input: { name: "某甲", gender: MALE, age: "${secret}" }) }`],
    ['an object', `{ register(input: "${secret}") }`],
  ])('does not repeat a value written in the document: %s', (_what, source) => {
    expect(messagesOf(source).join('\n')).not.toMatch(/张三丰|419999/);
  });

  test('keeps a suggestion, which is a name of the schema', () => {
    expect(messagesOf('{ registe(input: { name: "某甲", gender: MALE }) }')[0]).toContain(
      'Did you mean "register"',
    );
  });

  test('keeps where the value stands and what was expected', () => {
    const [message] = messagesOf(document, { name: '某甲', gender: 'MALE', age: 'x' });
    expect(message).toBe(
      'Variable "$input" got invalid value "…" at "input.age"; Int cannot represent non-integer value: "…"',
    );
  });
});
