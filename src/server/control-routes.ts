/** The questions of the command line, and what the application answers. */
import { z } from 'zod';
import type { Application } from '../application/index.ts';
import { StorageFull, StoreUnavailable } from '../application/limits.ts';
import { NoSuchModel } from '../application/rebuilds.ts';
import { type ControlRoutes, Unacceptable } from './control.ts';

const RebuildAsked = z.object({ models: z.array(z.string().max(100)).max(200).nullable() });

export function controlRoutes(application: Application): ControlRoutes {
  return {
    'GET /status': async () => {
      const { lag, rebuilds } = await application.standing();
      return { pid: process.pid, head: await application.head(), lag, rebuilds };
    },
    'POST /rebuild': async (body) => {
      const asked = RebuildAsked.safeParse(body);
      if (!asked.success) throw new Unacceptable('A rebuild names models, or null for all.');
      try {
        return { tables: await application.rebuild(asked.data.models ?? undefined) };
      } catch (error) {
        throw notBegun(error);
      }
    },
  };
}

/** Why a rebuild was not begun, as a sentence; what is no answer of ours stays what it is. */
export function notBegun(error: unknown): unknown {
  const cause = { cause: error };
  if (error instanceof NoSuchModel) return new Unacceptable(error.message, 400, cause);
  const servesOn = 'The rebuild was not begun; what serves serves on.';
  if (error instanceof StorageFull) {
    return new Unacceptable(`The disk is full. ${servesOn} Make room and ask again.`, 507, cause);
  }
  if (error instanceof StoreUnavailable) {
    return new Unacceptable(`${servesOn} The reason: ${error.message}.`, 503, cause);
  }
  return error;
}
