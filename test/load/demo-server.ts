/** The built demo as a process of its own, on a free port of this machine. */
import { spawn } from 'node:child_process';

export async function demoServer(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
) {
  const settings = { CADRE_LEDGER_DATA: folder, PORT: '0', ...environment };
  const child = spawn(process.execPath, ['dist/src/cli/main.js', 'demo'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    void exited.then(() => reject(new Error(`the demo in ${folder} did not start`)));
    child.stdout.on('data', (text: Buffer) => {
      const found = /GraphQL http:\/\/localhost:(\d+)\/graphql/.exec(text.toString('utf8'));
      if (found) resolve(`http://127.0.0.1:${found[1]}`);
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url, process: child, stop };
}
