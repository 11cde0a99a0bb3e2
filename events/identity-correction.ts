/** 身份更正: somebody registered in error, or with another's identity number. */
import { defineEvent, p2 } from './define.ts';
import { CadreId, EventId, IdentityNumber } from './values.ts';

const cadre = '0190a5c0-0000-7000-8000-000000000031';
const event = '0190a5c0-0000-7000-8000-000000000032';

/** 身份释放: the number belongs to nobody and can be claimed again. */
export const IdentityReleased = defineEvent({
  type: 'IdentityReleased',
  category: 'identity',
  label: { zh: '身份释放', en: 'Identity released' },
  data: { cadreId: CadreId },
  sample: { data: { cadreId: cadre } },
});

/** 人员登记撤销: the person was registered in error, or is in the register already. */
export const RegistrationVoided = defineEvent({
  type: 'RegistrationVoided',
  category: 'cadre',
  label: { zh: '人员登记撤销', en: 'Registration voided' },
  data: { cadreId: CadreId, eventId: EventId },
  sample: { data: { cadreId: cadre, eventId: event } },
});

/** 身份证号更正 */
export const IdentityNumberCorrected = defineEvent({
  type: 'IdentityNumberCorrected',
  category: 'cadre',
  label: { zh: '身份证号更正', en: 'Identity number corrected' },
  data: { cadreId: CadreId, eventId: EventId },
  personal: { was: p2(IdentityNumber), is: p2(IdentityNumber) },
  subject: 'cadreId',
  sample: {
    data: { cadreId: cadre, eventId: event },
    personal: { was: '419999190001010020', is: '419999190001010063' },
  },
});

export const identityCorrectionEvents = [
  IdentityReleased,
  RegistrationVoided,
  IdentityNumberCorrected,
];
