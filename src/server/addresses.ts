/** Shapes of the settings that name an address, and which addresses this machine alone reaches. */
import { z } from 'zod';

export const text = z.string().max(1_000, 'must have at most 1,000 characters');

/** `address:port`, an IPv6 address in brackets; null for `off`. */
export const metricsPlace = z
  .string()
  .regex(/^(off|([\w.-]+|\[[\da-f:]+\]):\d{1,5})$/i, {
    error: 'must be off or address:port, for example 127.0.0.1:9464',
  })
  .transform((place) => {
    const colon = place.lastIndexOf(':');
    if (colon === -1) return null;
    const address = place.slice(0, colon).replace(/^\[|\]$/g, '');
    return { address, port: Number(place.slice(colon + 1)) };
  })
  .refine((place) => place === null || place.port <= 65_535, {
    error: 'must have a port up to 65535',
  });
export const webAddress = text.refine(
  (place) => /^https?:$/.test(URL.parse(place)?.protocol ?? ''),
  {
    error: 'must be an http or https address',
  },
);

export function isSafeAddress(place: string): boolean {
  const url = URL.parse(place);
  if (url === null) return false;
  const local = isThisMachine(url.hostname.replace(/^\[|\]$/g, ''));
  return url.protocol === 'https:' || (url.protocol === 'http:' && local);
}

export function isThisMachine(address: string): boolean {
  return ['localhost', '127.0.0.1', '::1'].includes(address);
}
