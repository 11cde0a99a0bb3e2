/** A report as a table of plain text, and as Markdown for docs/performance.md. */
import type { Report, Row, Spread } from './measure.ts';

export function tableLines({ rows, absent, notes }: Report): readonly string[] {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return [
    ...groups.flatMap((group) => groupLines(rows.filter((row) => row.group === group))),
    ...absent.map(({ name, why }) => `absent: ${name}: ${why}`),
    ...notes.map((note) => `note: ${note}`),
  ];
}

export function markdownLines({ rows, absent, notes }: Report): readonly string[] {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return [
    ...groups.flatMap((group) => {
      const cells = cellsOf(rows.filter((row) => row.group === group));
      const lines = cells.map((row) => `| ${row.join(' | ')} |`);
      const rule = `|${' --- |'.repeat(cells[0]?.length ?? 0)}`;
      return ['', `**${group}**`, '', lines[0] ?? '', rule, ...lines.slice(1)];
    }),
    '',
    ...absent.map(({ name, why }) => `- Absent: ${name} (${why}).`),
    ...notes.map((note) => `- ${note}`),
  ];
}

function groupLines(rows: readonly Row[]): readonly string[] {
  const cells = cellsOf(rows);
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return ['', rows[0]?.group ?? '', ...cells.map((row) => `  ${line(row).trimEnd()}`)];
}

function cellsOf(rows: readonly Row[]): readonly (readonly string[])[] {
  const values = [...new Set(rows.flatMap((row) => Object.keys(row.values)))];
  const base = rows.find(({ ratio }) => ratio !== undefined)?.ratio?.to;
  const head = ['', ...values, ...(base === undefined ? [] : [`× ${base}`]), 'aim'];
  return [
    head,
    ...rows.map((row) => [
      row.name,
      ...values.map((value) => spread(row.values[value])),
      ...(base === undefined ? [] : [row.ratio === undefined ? '1' : figure(row.ratio.value)]),
      row.aim === undefined ? '' : `${row.aim.text}: ${row.aim.met ? 'met' : 'not met'}`,
    ]),
  ];
}

function spread(value: Spread | undefined): string {
  if (value === undefined) return '—';
  return `${figure(value.median)} (${figure(value.min)}..${figure(value.max)})`;
}

/** Three significant digits; whole numbers from a hundred on. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '—';
  return value >= 100
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(3)));
}
