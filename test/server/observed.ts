/** A real server over an empty ledger, with whatever measuring the environment asks for. */

import { developmentToken } from '../../src/server/development-key.ts';
import { openLog } from '../../src/server/logging.ts';
import { serve } from '../../src/server/main.ts';
import { readSettings } from '../../src/server/settings.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

export async function observed(environment: Readonly<Record<string, string>>) {
  const { folder, remove } = await temporaryFolder();
  const { settings } = readSettings({ CADRE_LEDGER_DATA: folder, PORT: '0', ...environment });
  let log = '';
  const logger = openLog('info', { write: (line) => (log += line) });
  const { url, metricsUrl, close } = await serve({ settings, logger });
  const claims = { subject: 'officer-1', name: null, roles: ['ORG_OFFICER'], counties: null };
  const token = await developmentToken(settings, { ...claims, cadreId: null, days: 1 });
  const ask = async (query: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...headers,
      },
      body: JSON.stringify({ query, variables: { unused: '王五' } }),
    });
    return { status: response.status, text: await response.text() };
  };
  const end = async () => {
    await close();
    await remove();
  };
  return { url, metricsUrl, ask, token, log: () => log, close, end };
}

export const openCountyMutation = `mutation SecretName {
  openCounty(input: { name: "测试县" }, record: { county: "419999" }) { __typename }
}`;
