/** What the dearest small requests cost of a processor in the server's process. */
import { costlyRequests } from './costly.ts';
import { exchange } from './exchange.ts';
import type { served } from './served.ts';

/** Of issue 4: no request under 1 kB costs more. */
const cpuMsMax = 50;
const warmUp = 12;
const samples = 15;

/** Prints a row for each; gives the names of those that cost too much. */
export async function measureCpu(
  server: Awaited<ReturnType<typeof served>>,
  print: (line: string) => void,
): Promise<readonly string[]> {
  const requests = costlyRequests(server.token);
  const rows: { name: string; ms: number; worstMs: number; status: number; bytes: number }[] = [];
  for (const [name, { sent, isAllowed }] of requests) {
    for (let run = 0; run < warmUp; run += 1) {
      const { body } = await exchange(server.url, sent);
      if (isAllowed && body.includes('"errors"')) throw new Error(`«${name}» was not run: ${body}`);
    }
    const taken: number[] = [];
    let status = 0;
    for (let run = 0; run < samples; run += 1) {
      const before = await server.cpu();
      status = (await exchange(server.url, sent)).status;
      taken.push(((await server.cpu()) - before) / 1_000);
    }
    taken.sort((a, b) => a - b);
    const [ms = 0, worstMs = 0] = [taken[Math.floor(samples / 2)], taken.at(-1)];
    rows.push({ name, ms, worstMs, status, bytes: sent.body?.length ?? 0 });
  }
  rows.sort((a, b) => b.ms - a.ms);
  print('CPU ms, median   worst   bytes   status   request');
  for (const { name, ms, worstMs, status, bytes } of rows) {
    const cells = [ms.toFixed(1).padStart(14), worstMs.toFixed(1).padStart(7)];
    print(
      `${cells.join(' ')} ${String(bytes).padStart(7)} ${String(status).padStart(8)}   ${name}`,
    );
  }
  // Asking for the figure costs something by itself: without it, nothing would have been measured.
  if (rows.length === 0 || rows.every(({ ms }) => ms === 0))
    throw new Error('nothing was measured');
  return rows
    .filter(({ ms }) => ms > cpuMsMax)
    .map(({ name, ms }) => `${name}: ${ms.toFixed(1)} ms`);
}
