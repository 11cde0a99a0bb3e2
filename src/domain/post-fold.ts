/** How a post's stream becomes its state: every fact dated, the latest at hand. */
import {
  PostAbolished,
  PostAbolitionVoided,
  PostCorrected,
  PostDateCorrected,
  PostEstablished,
  PostFilled,
  PostHoldingCorrected,
  PostRedefined,
  PostTransferred,
  PostVacated,
} from '../../events/post.ts';
import { step } from './chronology.ts';
import { corrected, dated, withFact } from './dated.ts';
import { fold, when } from './fold.ts';
import type { PostState } from './structure.ts';

const latestPost = (state: PostState, changed: Partial<PostState>): PostState => {
  const next = { ...state, ...changed };
  return {
    ...next,
    organizationId: next.places.at(-1)?.value ?? null,
    attributes: next.definitions.at(-1)?.value ?? null,
  };
};
export const postFold = fold<PostState>(
  'post',
  {
    established: null,
    places: [],
    definitions: [],
    abolished: null,
    abolitionVoided: false,
    holdings: [],
    organizationId: null,
    attributes: null,
  },
  [
    when(PostEstablished, (state, event) => {
      const { id, data, meta } = event;
      return latestPost(state, {
        established: { eventId: id, county: meta.county, on: meta.effectiveOn, code: data.code },
        places: withFact(state.places, dated(event, data.organizationId)),
        definitions: withFact(state.definitions, dated(event, data.attributes)),
      });
    }),
    when(PostRedefined, (state, event) =>
      latestPost(state, {
        definitions: withFact(state.definitions, dated(event, event.data.attributes)),
      }),
    ),
    when(PostTransferred, (state, event) =>
      latestPost(state, { places: withFact(state.places, dated(event, event.data.toId)) }),
    ),
    when(PostAbolished, (state, event) => ({
      ...state,
      abolished: { ...step(event), commandId: event.meta.commandId },
      abolitionVoided: false,
    })),
    when(PostAbolitionVoided, (state, { data }) =>
      state.abolished?.eventId === data.eventId
        ? { ...state, abolished: null, abolitionVoided: true }
        : state,
    ),
    when(PostCorrected, (state, { data: { eventId, is } }) => {
      const { established } = state;
      return latestPost(state, {
        established:
          established?.eventId === eventId
            ? { ...established, on: is.on, code: is.code }
            : established,
        places: corrected(state.places, eventId, (fact) => ({ ...fact, on: is.on })),
        definitions: corrected(state.definitions, eventId, (fact) => ({
          ...fact,
          on: is.on,
          value: is.attributes,
        })),
      });
    }),
    when(PostDateCorrected, (state, { data: { eventId, is } }) => {
      const { abolished } = state;
      return latestPost(state, {
        places: corrected(state.places, eventId, (fact) => ({ ...fact, on: is })),
        definitions: corrected(state.definitions, eventId, (fact) => ({ ...fact, on: is })),
        abolished: abolished?.eventId === eventId ? { ...abolished, on: is } : abolished,
      });
    }),
    when(PostFilled, (state, { data, meta }) => ({
      ...state,
      holdings: [...state.holdings, { ...data, from: meta.effectiveOn, to: null }],
    })),
    when(PostVacated, (state, { data, meta }) => ({
      ...state,
      holdings: state.holdings.map((holding) =>
        holding.postingId === data.postingId ? { ...holding, to: meta.effectiveOn } : holding,
      ),
    })),
    when(PostHoldingCorrected, (state, { data }) => ({
      ...state,
      holdings: state.holdings.map((holding) =>
        holding.postingId === data.postingId ? { ...holding, ...data.is } : holding,
      ),
    })),
  ],
);
