/** What the traced process does, known to the harness beforehand. */
import type { CommandId, CountyCode } from '../../events/values.ts';
import type { CommandRequest } from '../../src/application/handle.ts';
import { OpenCounty } from '../../src/domain/county.ts';
import { countyModel } from '../../src/read-models/county.ts';
import type { ReadModel } from '../../src/read-models/projection.ts';

export const workloadCommands = 5;
/** One is enough to fold and to rebuild; all of them make thousands of equal writes at the start. */
export const workloadModels: readonly ReadModel[] = [countyModel];

/** The same command whenever it is asked for: sent again after a fault, it takes effect once. */
export function countyCommand(number: number): CommandRequest {
  const code = String(410_001 + number);
  return {
    definition: OpenCounty,
    input: { name: `虚构县${code}` },
    record: {
      commandId: commandIdOf(number),
      ...{ dryRun: false, effectiveOn: null, basis: null, reason: null },
    },
    county: code as CountyCode,
    actor: { subject: 'tester', cadreId: null },
    correlationId: '01900000-0000-7000-8000-000000000001',
    traceparent: null,
  };
}

export function commandIdOf(number: number): CommandId {
  return `01900000-0000-7000-8000-${String(100 + number).padStart(12, '0')}` as CommandId;
}
