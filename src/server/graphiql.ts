/**
 * GraphiQL from this server alone: page, script, styles and workers come out of the package
 * @graphql-yoga/render-graphiql; the policy forbids every other origin and inline scripts.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export type Asset = { readonly type: string; readonly gzipped: Buffer; readonly tag: string };

export const graphiqlPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const path = '/graphiql';
export const graphiqlPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Cadre Ledger · GraphiQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${path}/graphiql.css">
</head>
<body id="body" class="no-focus-outline">
<noscript>GraphiQL needs JavaScript. 需要启用 JavaScript。</noscript>
<div id="root"></div>
<script src="${path}/environment.js"></script>
<script src="${path}/graphiql.js"></script>
<script src="${path}/start.js"></script>
</body>
</html>
`;

/** Monaco asks for its workers by label. */
const environment = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => '${path}/worker-' + label + '.js',
};
`;

export const firstQuery = `# 在此书写查询,按 ▶ 执行。 Write a query here and press ▶.
{
  counties {
    code
    name
  }
  # 演示县的历史止于这一天。 The demo's history ends on this day.
  grassrootsReport(asOf: "2024-06-30") {
    figures {
      code
      label {
        zh
      }
      value
      articleValue
      satisfied
    }
  }
}
`;
/** A subscription carries the token that stands in the tab «Headers»; GraphiQL keeps it here. */
const start = `const connectionParams = () => {
  try {
    return JSON.parse(localStorage.getItem('graphiql:headers')) ?? {};
  } catch {
    return {};
  }
};
const settings = ${JSON.stringify({
  title: 'Cadre Ledger',
  endpoint: '/graphql',
  subscriptionsProtocol: 'WS',
  defaultQuery: firstQuery,
})};
const root = document.querySelector('#root');
YogaGraphiQL.renderYogaGraphiQL(root, { ...settings, connectionParams });
`;

const compress = promisify(gzip);
let assets: Promise<ReadonlyMap<string, Asset>> | null = null;

/** The file at this path; null when there is none. All are loaded when the first is asked for. */
export async function graphiqlAsset(pathname: string): Promise<Asset | null> {
  assets ??= load();
  return (await assets).get(pathname) ?? null;
}

async function load(): Promise<ReadonlyMap<string, Asset>> {
  const built = await import('@graphql-yoga/render-graphiql/graphiql');
  const script = 'text/javascript; charset=utf-8';
  const files: readonly (readonly [string, string, string])[] = [
    ['environment.js', script, environment],
    ['graphiql.js', script, built.js],
    ['start.js', script, start],
    ['graphiql.css', 'text/css; charset=utf-8', built.css],
    ['worker-editorWorkerService.js', script, built.editorWorkerService],
    ['worker-json.js', script, built.jsonWorker],
    ['worker-graphql.js', script, built.graphqlWorker],
  ];
  const all = files.map(async ([name, type, text]): Promise<readonly [string, Asset]> => {
    const gzipped = await compress(text);
    const tag = `"${createHash('sha256').update(gzipped).digest('hex').slice(0, 32)}"`;
    return [`${path}/${name}`, { type, gzipped, tag }];
  });
  return new Map(await Promise.all(all));
}
