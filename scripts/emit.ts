/**
 * Writes the two contracts that are committed: events/catalogue.json and schema/schema.graphql.
 * With --check nothing is written; what is stale is said. A published event version that changed is
 * refused; before the first release (no tag v…) --unpublished takes the definitions as they are.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { brokenPromises, type Catalogue, catalogueOf, catalogueText } from '../events/catalogue.ts';
import { eventDefinitions } from '../events/index.ts';
import { buildSchema, printed } from '../schema/index.ts';

const catalogueFile = 'events/catalogue.json';
const schemaFile = 'schema/schema.graphql';
const isCheck = process.argv.includes('--check');
const isUnpublished = process.argv.includes('--unpublished');

const problems = await emit();
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Sentences about what is wrong; empty when both files are, or now have become, as they should. */
async function emit(): Promise<readonly string[]> {
  if (isUnpublished && isReleased()) {
    return ['There is a release: its events are published. Add a version and a lift instead.'];
  }
  const published = readCatalogue();
  const catalogue = catalogueOf(eventDefinitions, published);
  const broken = isUnpublished || published === null ? [] : brokenPromises(published, catalogue);
  if (broken.length > 0) {
    const advice = isReleased()
      ? ''
      : ' (nothing is released yet: --unpublished takes it as it is)';
    return broken.map((promise) => `${catalogueFile}: ${promise}${advice}.`);
  }
  return [
    ...place(catalogueFile, catalogueText(catalogue)),
    ...place(schemaFile, printed(await buildSchema())),
  ];
}

function readCatalogue(): Catalogue | null {
  return existsSync(catalogueFile) ? JSON.parse(readFileSync(catalogueFile, 'utf8')) : null;
}

function place(file: string, text: string): string[] {
  const isFresh = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (isFresh) return [];
  if (isCheck) return [`${file} is stale. Write it anew: npm run emit.`];
  writeFileSync(file, text);
  console.log(`${file} written.`);
  return [];
}

/** A history that cannot be asked counts as released: then nothing is taken back by accident. */
function isReleased(): boolean {
  try {
    return execFileSync('git', ['tag', '--list', 'v*'], { encoding: 'utf8' }).trim() !== '';
  } catch {
    return true;
  }
}
