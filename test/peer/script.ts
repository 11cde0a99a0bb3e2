/** What the scripted peer does instead of answering as it should. */
import type { PeerRecord } from './peer-streams.ts';

export type Call = 'append' | 'read' | 'subscribe' | 'features' | 'gossip';
export type Refusal =
  | 'notLeader'
  | 'notReady'
  | 'unavailable'
  | 'deadline'
  | 'accessDenied'
  | 'unauthenticated'
  | 'tooLarge'
  /** Of a subscription: more came than is kept for one. */
  | 'tooSlow'
  | 'deleted';
export type Fault =
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection ends, before or after the call took effect. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  /** Nothing is ever answered. */
  | { readonly kind: 'hang'; readonly when: 'before' | 'after' }
  | { readonly kind: 'refuse'; readonly as: Refusal }
  /** Another's records are appended first. */
  | { readonly kind: 'race'; readonly rivals: readonly PeerRecord[] };

export type Script = ReturnType<typeof script>;

export function script() {
  const next = new Map<Call, Fault[]>();
  const always = new Map<Call, Fault>();
  const counts = new Map<Call, number>();
  return {
    /** For the next calls, one each. */
    once(call: Call, ...faults: readonly Fault[]): void {
      next.set(call, [...(next.get(call) ?? []), ...faults]);
    },
    /** For every call that has none of its own. */
    always(call: Call, fault: Fault | null): void {
      if (fault === null) always.delete(call);
      else always.set(call, fault);
    },
    /** Counts the call and takes its fault off the list. */
    take(call: Call): Fault | null {
      counts.set(call, (counts.get(call) ?? 0) + 1);
      return next.get(call)?.shift() ?? always.get(call) ?? null;
    },
    /** How many calls have come. */
    calls: (call: Call): number => counts.get(call) ?? 0,
  };
}
