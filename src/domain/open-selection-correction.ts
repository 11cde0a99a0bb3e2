/** 更正公开选拔结果: a win or the conclusion was recorded in error, and the campaign goes on. */
import {
  OfferedItemConclusionVoided,
  OpenSelectionConclusionVoided,
  OpenSelectionWinVoided,
} from '../../events/open-selection-correction.ts';
import { CadreId } from '../../events/values.ts';
import { accept, citing, finding, obstacles, refuse } from './command.ts';
import { campaignCorrection } from './open-selection-campaign.ts';
import { postingStands } from './posting-basis.ts';

/** 撤销公开选拔任用记录: the posting an appointment brought about must have been voided before. */
export const VoidOpenSelectionWin = campaignCorrection({
  name: 'VoidOpenSelectionWin',
  label: {
    zh: '撤销公开选拔任用记录',
    en: 'void the appointment or rank won in an open selection',
  },
  phases: ['PUBLIC_NOTICE', 'CONCLUDED'],
  input: { cadreId: CadreId },
  decide: function* (campaign, { openSelectionId, cadreId }, context) {
    const applicant = campaign.applicants.get(cadreId);
    if (applicant?.winVoided) return accept();
    const win = applicant?.win ?? null;
    const concluded = campaign.steps.CONCLUDED;
    const refusals = [
      ...obstacles(
        [applicant === undefined, () => finding('ApplicationUnknown', { count: 1 })],
        [applicant !== undefined && win === null, () => finding('ApplicantHasNotWon')],
        [
          concluded !== undefined,
          () =>
            finding(
              'OpenSelectionConclusionStands',
              { on: concluded?.on ?? '' },
              citing(concluded),
            ),
        ],
      ),
      ...(yield* postingStands(cadreId, win?.appointmentId ?? null)),
    ];
    if (refusals.length > 0 || win === null) return refuse(refusals);
    const data = { openSelectionId, cadreId, eventId: win.eventId };
    return accept([context.event(campaign.stream, OpenSelectionWinVoided, data)]);
  },
});

/** 撤销公开选拔结束记录: the campaign stands where it stood before, its items open again. */
export const VoidOpenSelectionConclusion = campaignCorrection({
  name: 'VoidOpenSelectionConclusion',
  label: { zh: '撤销公开选拔结束记录', en: 'void the conclusion of an open selection' },
  phases: ['CONCLUDED'],
  input: {},
  decide: (campaign, { openSelectionId }, context) => {
    if (campaign.conclusionVoided) return accept();
    const concluded = campaign.steps.CONCLUDED;
    if (concluded === undefined) return refuse([]);
    const items = [...campaign.items.values()].flatMap(({ itemId, concluded: end }) =>
      end === null ? [] : [{ openSelectionId, itemId, eventId: end.eventId }],
    );
    return accept([
      ...items.map((data) => context.event(campaign.stream, OfferedItemConclusionVoided, data)),
      context.event(campaign.stream, OpenSelectionConclusionVoided, {
        openSelectionId,
        eventId: concluded.eventId,
      }),
    ]);
  },
});
