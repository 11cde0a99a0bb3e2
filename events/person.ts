/** 人员: who somebody is. Identity is claimed once per identity number, by a keyed digest. */
import { z } from 'zod';
import { Gender } from './code-tables.ts';
import { PartialDate } from './dates.ts';
import { defineEvent, p1, p2 } from './define.ts';
import { identityCorrectionEvents } from './identity-correction.ts';
import { CadreId, EventId, IdentityNumber, Name, text } from './values.ts';

const cadre = '0190a5c0-0000-7000-8000-000000000031';
const event = '0190a5c0-0000-7000-8000-000000000032';

/** 民族 by GB/T 3304, two digits. */
export const EthnicityCode = z.string().regex(/^(0[1-9]|[1-4]\d|5[0-6]|9[1289])$/, {
  error: 'is no ethnicity code (GB/T 3304)',
});
/** 政治面貌 by GB/T 4762, two digits. */
export const PoliticalStatusCode = z.string().regex(/^(0[1-9]|1[0-3])$/, {
  error: 'is no political-status code (GB/T 4762)',
});

const profile = {
  name: p1(Name),
  gender: p1(Gender),
  birth: p1(PartialDate),
  ethnicity: p1(EthnicityCode),
  nativePlace: p1(text(18)).nullable(),
  politicalStatus: p1(PoliticalStatusCode).nullable(),
  joinedPartyOn: p1(PartialDate).nullable(),
  workingSince: p1(PartialDate).nullable(),
  health: p2(text(18)).nullable(),
};
/** 基本信息; every field personal. */
export const Profile = z.strictObject(profile);
export type Profile = z.infer<typeof Profile>;
const sample = {
  name: '某甲',
  gender: 'FEMALE' as const,
  birth: '1985-06',
  ethnicity: '01',
  nativePlace: '虚构县',
  politicalStatus: '01',
  joinedPartyOn: '2007-07',
  workingSince: '2007-08',
  health: '健康',
};

/** 身份登记: one person per identity number. */
export const IdentityClaimed = defineEvent({
  type: 'IdentityClaimed',
  category: 'identity',
  label: { zh: '身份登记', en: 'Identity claimed' },
  data: { cadreId: CadreId },
  sample: { data: { cadreId: cadre } },
});

/** 人员登记 */
export const PersonRegistered = defineEvent({
  type: 'PersonRegistered',
  category: 'cadre',
  label: { zh: '人员登记', en: 'Person registered' },
  data: { cadreId: CadreId, openingBalance: z.boolean() },
  personal: { ...profile, identityNumber: p2(IdentityNumber) },
  subject: 'cadreId',
  sample: {
    data: { cadreId: cadre, openingBalance: false },
    personal: { ...sample, identityNumber: '419999190001010020' },
  },
});

/** 基本信息更正 */
export const PersonProfileCorrected = defineEvent({
  type: 'PersonProfileCorrected',
  category: 'cadre',
  label: { zh: '基本信息更正', en: 'Person’s profile corrected' },
  data: { cadreId: CadreId, eventId: EventId },
  personal: { was: p2(Profile), is: p2(Profile) },
  subject: 'cadreId',
  sample: {
    data: { cadreId: cadre, eventId: event },
    personal: { was: sample, is: { ...sample, birth: '1985-07' } },
  },
});

export const personEvents = [
  IdentityClaimed,
  PersonRegistered,
  PersonProfileCorrected,
  ...identityCorrectionEvents,
];
