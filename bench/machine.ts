/** What a figure cannot be read without: the machine's class, the versions, the day, the noise. */
import { cpus, loadavg, totalmem } from 'node:os';

export type Machine = {
  readonly measuredAt: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGibibytes: number;
  readonly node: string;
  readonly sqlite: string;
  readonly platform: string;
  /** Runnable processes over the last minute; above the number of cores, others were at work. */
  readonly loadAverage: number;
};

export function machine(): Machine {
  return {
    measuredAt: new Date().toISOString(),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGibibytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    sqlite: process.versions.sqlite ?? 'unknown',
    platform: `${process.platform} ${process.arch}`,
    loadAverage: Number(loadavg()[0]?.toFixed(1)),
  };
}
