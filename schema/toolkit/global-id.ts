/** Global ids: base64url of `Type:id`, opaque to clients. */
import type { PathPart } from './errors.ts';
import { badUserInput } from './errors.ts';

export function toGlobalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

export function fromGlobalId(globalId: string): { type: string; id: string } | null {
  const text = Buffer.from(globalId, 'base64url').toString('utf8');
  const at = text.indexOf(':');
  return at < 1 || toGlobalId(text.slice(0, at), text.slice(at + 1)) !== globalId
    ? null
    : { type: text.slice(0, at), id: text.slice(at + 1) };
}

/** The id of one type. A county may be written as its six digits. */
export function idOfType(type: string, value: string, path: readonly PathPart[]): string {
  if (type === 'County' && /^\d{6}$/.test(value)) return value;
  const found = fromGlobalId(value);
  if (found === null)
    throw badUserInput(`is no id this server gave out; a ${type} id goes here`, path);
  if (found.type !== type) {
    throw badUserInput(`is the id of a ${found.type}; a ${type} id goes here`, path);
  }
  return found.id;
}
