/** Reads the documents that are persisted: a folder of them, or a manifest in JSON. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, parse as parsePath } from 'node:path';
import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';

const setting = 'CADRE_LEDGER_PERSISTED_DOCUMENTS';
const documentsMax = 10_000;

/** Relay and others write the first; @apollo/generate-persisted-query-manifest the second. */
const Plain = z.record(z.string().min(1).max(200), z.string().min(1));
const Apollos = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string().min(1).max(200), body: z.string().min(1) })),
});

/** Texts by id; none without a place. Throws CannotStart when they cannot be read. */
export function documentTexts(place: string | null): ReadonlyMap<string, string> {
  if (place === null) return new Map();
  const texts = new Map(read(place));
  if (texts.size === 0 || texts.size > documentsMax) {
    throw new CannotStart(
      `${setting} names ${place}, which holds ${texts.size} documents; there must be 1 to ${documentsMax}.`,
    );
  }
  for (const [id, text] of texts) {
    const hash = createHash('sha256').update(text).digest('hex');
    if (!id.startsWith('sha256:') || id === `sha256:${hash}`) continue;
    throw new CannotStart(
      `${setting}: the document ${id} has another hash, sha256:${hash}. Write the manifest anew from the documents.`,
    );
  }
  return texts;
}

function read(place: string): readonly (readonly [string, string])[] {
  try {
    return statSync(place).isDirectory() ? inFolder(place) : inManifest(place);
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    const sentence = `${setting} names ${place}, which cannot be read: neither a folder of *.graphql nor a manifest in JSON.`;
    throw new CannotStart(sentence, { cause: error });
  }
}

/** A file's name without its ending is the document's id, beside its hash. */
function inFolder(folder: string) {
  return readdirSync(folder)
    .filter((name) => /\.(graphql|gql)$/.test(name))
    .sort()
    .map((name) => [parsePath(name).name, readFileSync(join(folder, name), 'utf8')] as const);
}

function inManifest(file: string) {
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const apollos = Apollos.safeParse(json);
  if (apollos.success) return apollos.data.operations.map(({ id, body }) => [id, body] as const);
  const plain = Plain.safeParse(json);
  if (plain.success) return Object.entries(plain.data);
  throw new CannotStart(
    `${setting} names ${file}, which is no manifest: {"<id>": "<document>", …}, or one that Apollo's tools write.`,
  );
}
