/** The questions of the command line, and what the application answers. */
import { z } from 'zod';
import type { Application } from '../application/index.ts';
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
        throw error instanceof NoSuchModel ? new Unacceptable(error.message) : error;
      }
    },
  };
}
