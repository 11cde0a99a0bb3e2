/** The media type of an answer, by the Accept header (RFC 9110, 12.5.1; GraphQL over HTTP, 6.1). */

export type MediaType = 'application/json' | 'application/graphql-response+json';
const served: readonly MediaType[] = ['application/json', 'application/graphql-response+json'];

/** What the client likes best of what we serve, JSON in doubt; null when it takes neither. */
export function mediaTypeFor(accept: string | undefined): MediaType | null {
  if (accept === undefined || accept.trim() === '') return 'application/json';
  const ranges = accept.split(',').map(rangeOf);
  const liked = served
    .map((type) => ({ type, quality: qualityOf(type, ranges) }))
    .sort((a, b) => b.quality - a.quality);
  const best = liked[0];
  return best && best.quality > 0 ? best.type : null;
}

/** A browser that opens a page names HTML itself; scripts and tools do not. */
export function wantsPage(accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((range) => rangeOf(range).type === 'text/html');
}

type Range = { readonly type: string; readonly quality: number };

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const value = quality === undefined ? 1 : Number(quality.slice(2));
  return { type, quality: Number.isFinite(value) ? value : 0 };
}

/** The most exact range that covers the type decides. */
function qualityOf(type: MediaType, ranges: readonly Range[]): number {
  for (const name of [type, 'application/*', '*/*']) {
    const range = ranges.find((one) => one.type === name);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
