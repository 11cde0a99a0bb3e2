/**
 * Node's HTTP without what `import` brings with it: an import looks at every export, WebSocket too,
 * and that loads undici: 13 MB, and a twentieth of the time a start takes.
 */
export const { createServer, request } = process.getBuiltinModule('node:http');
