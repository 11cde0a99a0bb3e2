/** The report's figures beside the article's, as a table. */
import type { ReportFigure } from '../read-models/grassroots-report.ts';
import { table } from './table.ts';

export function figuresTable(figures: readonly ReportFigure[]): string[] {
  const rows = figures.map((figure) => [
    figure.code,
    figure.label.zh,
    ledgerValueOf(figure),
    articleOf(figure),
    markOf(figure),
  ]);
  const head = ['代码 Code', '指标 Figure', '账本 Ledger', '原文 Article', ''];
  return table([head, ...rows], ['left', 'left', 'right', 'right', 'left']);
}

function ledgerValueOf({ kind, value, numerator, denominator }: ReportFigure): string {
  if (value === null) return '—';
  return kind === 'SHARE' ? `${numerator}/${denominator} = ${percent(value)}` : String(value);
}

function articleOf({ rule, articleValue }: ReportFigure): string {
  if (rule === null || articleValue === null) return '—';
  if (rule === 'OVER_HALF') return `> ${percent(articleValue)}`;
  return rule === 'ALL' ? percent(articleValue) : String(articleValue);
}

function markOf({ satisfied }: ReportFigure): string {
  return satisfied === null ? '' : satisfied ? '✓' : '✗';
}

const percent = (share: number) => `${Math.round(share * 1_000) / 10} %`;
