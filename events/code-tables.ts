/**
 * Code tables of the processes (domain.md §1.7, §3): an enumeration with a Chinese and an English
 * label for each value. The labels are what clients show; the codes are what is stored.
 */
import { z } from 'zod';
import type { Label } from './define.ts';

export type CodeTable = { readonly name: string; readonly labels: Readonly<Record<string, Label>> };
const tables = new Map<string, CodeTable>();

/** All code tables by the name of their enumeration. */
export const codeTables: ReadonlyMap<string, CodeTable> = tables;

/** Defines an enumeration; each label is «中文|English». */
export function codes<const T extends Record<string, string>>(name: string, labels: T) {
  const values = Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]];
  const split = (label: string): Label => {
    const [zh = '', en = ''] = label.split('|');
    return { zh, en };
  };
  const entries = Object.entries(labels).map(([code, label]) => [code, split(label)] as const);
  tables.set(name, { name, labels: Object.fromEntries(entries) });
  return z.enum(values).meta({ id: name });
}

/** 单位类别 */
export const UnitType = codes('UnitType', {
  COUNTY: '县|county',
  COUNTY_ORGAN: '县级机关|county organ',
  TOWNSHIP: '乡镇|township',
  SUBDISTRICT: '街道|subdistrict',
  VILLAGE: '行政村|village',
  COMMUNITY: '社区|community',
  INSTITUTION: '事业单位|public institution',
  STATE_ENTERPRISE: '国有企业|state enterprise',
  PRIVATE_ENTERPRISE: '非公企业|private enterprise',
  MASS_ORG: '群团|mass organization',
  SCHOOL: '学校|school',
  HOSPITAL: '医院|hospital',
  OTHER: '其他|other',
});
export type UnitType = z.infer<typeof UnitType>;

/** 基层来源: what the founding article calls «from the grassroots». */
export const grassrootsOrigins: ReadonlySet<UnitType> = new Set<UnitType>([
  'VILLAGE',
  'COMMUNITY',
  'STATE_ENTERPRISE',
  'PRIVATE_ENTERPRISE',
  'INSTITUTION',
  'SCHOOL',
  'HOSPITAL',
]);
/** Where a move from the grassroots leads, for the figure of the 192. */
export const organDestinations: ReadonlySet<UnitType> = new Set<UnitType>([
  'COUNTY_ORGAN',
  'TOWNSHIP',
  'SUBDISTRICT',
]);

/** 基层职务 */
export const GrassrootsRole = codes('GrassrootsRole', {
  VILLAGE_SECRETARY: '村党支部书记|village party secretary',
  VILLAGE_DIRECTOR: '村委会主任|village committee director',
  COMMUNITY_SECRETARY: '社区党支部书记|community party secretary',
  COMMUNITY_DIRECTOR: '社区主任|community director',
  ENTERPRISE_DEPUTY_MANAGER_UP:
    '规模以上企业副经理(副厂长)以上|deputy manager or above of an enterprise above designated size',
  INSTITUTION_STAFF: '事业单位工作人员|staff of an institution',
  OTHER: '其他|other',
});
export type GrassrootsRole = z.infer<typeof GrassrootsRole>;

/** 选拔渠道 */
export const SelectionChannel = codes('SelectionChannel', {
  PUBLIC_RECOMMENDATION: '公开推荐|public recommendation',
  OPEN_SELECTION: '公开选拔|open selection',
  REGULAR: '经常性选拔|regular selection',
  CIVIL_SERVANT_EXAM: '考录公务员|civil-servant exam',
  INSTITUTION_RECRUITMENT: '招聘事业编制|institution recruitment',
  EXPERIENCED_RECRUITMENT: '非应届招考|recruitment of experienced graduates',
  EXCHANGE: '交流|exchange',
  TRANSFER_IN: '调任|transfer into the service',
  OTHER_ORGANIZATIONAL: '组织选拔|other organizational selection',
});
export type SelectionChannel = z.infer<typeof SelectionChannel>;

/** 依法路径 */
export const LawfulRoute = codes('LawfulRoute', {
  FIVE_KINDS: '五方面人员进班子|five kinds of people into township teams',
  ELECTION: '选举|election',
  EXAM: '考录|exam',
  INSTITUTION: '事业编制|institution staffing',
  TRANSFER_IN: '调任|transfer into the service',
  ORDINARY: '一般任用|ordinary appointment',
});
export type LawfulRoute = z.infer<typeof LawfulRoute>;

/** 职务类别 */
export const PostKind = codes('PostKind', {
  LEADING_POST: '领导职务|leading post',
  RANK: '职级|rank',
  MID_LEVEL: '中层|mid-level post',
  STAFF: '一般|staff',
  VILLAGE_POST: '村(社区)职务|village or community post',
  ENTERPRISE_POST: '企业职务|enterprise post',
});
export type PostKind = z.infer<typeof PostKind>;

/** 职务层次 */
export const PostLevel = codes('PostLevel', {
  COUNTY_PRINCIPAL: '县处级正职|county level, principal',
  COUNTY_DEPUTY: '县处级副职|county level, deputy',
  TOWNSHIP_PRINCIPAL: '乡科级正职|township level, principal',
  TOWNSHIP_DEPUTY: '乡科级副职|township level, deputy',
  NONE: '无|none',
});
export type PostLevel = z.infer<typeof PostLevel>;

/** 管理权限 */
export const ManagementLevel = codes('ManagementLevel', {
  PROVINCE: '省管|province',
  CITY: '市管|city',
  COUNTY: '县管|county',
  UNIT: '单位管|unit',
});
export type ManagementLevel = z.infer<typeof ManagementLevel>;

/** 任用方式 */
export const AppointmentMode = codes('AppointmentMode', {
  APPOINTED: '委任|appointed',
  PARTY_ELECTION: '党内选举|party election',
  CONGRESS_ELECTION: '人大选举|elected by the people’s congress',
  STANDING_COMMITTEE: '人大常委会任命|appointed by the standing committee of the congress',
  VILLAGE_ELECTION: '村(居)民选举|elected by villagers or residents',
  CONTRACT: '聘任|by contract',
});
export type AppointmentMode = z.infer<typeof AppointmentMode>;

/** 任职形式 */
export const PostingKind = codes('PostingKind', {
  MAIN: '主要|main',
  CONCURRENT: '兼任|concurrent',
  IN_CHARGE: '主持工作|in charge',
  ACTING: '代理|acting',
  SECONDED: '挂职|seconded',
  LOANED: '借调|loaned',
});
export type PostingKind = z.infer<typeof PostingKind>;

/** 编制 */
export const StaffingKind = codes('StaffingKind', {
  ADMIN: '行政|administrative',
  INSTITUTION_CS: '事业(参公)|institution managed as civil service',
  INSTITUTION: '事业|institution',
  WORKER: '工勤|worker',
  OTHER: '其他|other',
  NONE: '无|none',
});
export type StaffingKind = z.infer<typeof StaffingKind>;

/** 免职(离任)原因 */
export const ReliefReason = codes('ReliefReason', {
  NEW_POST: '另有任用|appointed to another post',
  AGE_LIMIT: '到龄|age limit',
  RETIREMENT: '退休|retirement',
  RESIGNED: '辞职|resigned',
  DECEASED: '去世|deceased',
  TERM_ENDED: '任期届满|term ended',
  ACCOUNTABILITY: '问责|accountability',
  UNFIT: '不适宜担任现职|unfit for the post',
  DISCIPLINE: '违纪违法|discipline',
  TRANSFERRED_OUT: '调出|transferred out',
  SELF_STUDY_OVER_1Y: '离职学习超过一年|study over one year',
  HEALTH_OVER_1Y: '因健康原因超过一年|health over one year',
  WORK_NEED: '工作需要|need of work',
  REORGANIZATION: '机构变动|reorganization',
  REVOKED: '撤销任命|appointment revoked',
});
export type ReliefReason = z.infer<typeof ReliefReason>;

/** 荣誉 of a person */
export const Honour = codes('Honour', {
  GOOD_SECRETARY: '惠民好书记|good secretary for the people',
  MODEL_WORKER: '劳模能手|model worker',
  OTHER: '其他|other',
});
/** 招聘依据 */
export const RecruitmentBasis = codes('RecruitmentBasis', {
  GOOD_SECRETARY: '惠民好书记|good secretary for the people',
  MODEL_WORKER: '劳模能手|model worker',
  LINE_WORKER: '生产线上工人|production-line worker',
  FIVE_STAR_BRANCH: '五星党支部|member of a five-star branch',
  NONE: '无|none',
});
export type RecruitmentBasis = z.infer<typeof RecruitmentBasis>;

export const Gender = codes('Gender', { MALE: '男|male', FEMALE: '女|female' });

/** 学历 (ZB64, in groups) */
export const EducationLevel = codes('EducationLevel', {
  POSTGRADUATE: '研究生|postgraduate',
  UNDERGRADUATE: '大学本科|undergraduate',
  JUNIOR_COLLEGE: '大专|junior college',
  SECONDARY: '中专(高中)|secondary',
  BELOW: '初中及以下|below secondary',
});
export type EducationLevel = z.infer<typeof EducationLevel>;

/** 年度考核结果 (A1517, in groups) */
export const AssessmentGrade = codes('AssessmentGrade', {
  EXCELLENT: '优秀|excellent',
  COMPETENT: '称职(合格)|competent',
  BASICALLY_COMPETENT: '基本称职(基本合格)|basically competent',
  INCOMPETENT: '不称职(不合格)|incompetent',
  UNDETERMINED: '不定等次|undetermined',
  NOT_ASSESSED: '不进行考核|not assessed',
});
export type AssessmentGrade = z.infer<typeof AssessmentGrade>;

/** 推荐形式 */
export const RecommendationForm = codes('RecommendationForm', {
  MEETING: '会议推荐|meeting',
  TALKS: '谈话推荐|talks',
  UNIT: '单位推荐|by a unit',
  SELF: '个人自荐|by oneself',
  JOINT: '联名推荐|jointly',
});
export type RecommendationForm = z.infer<typeof RecommendationForm>;

/** 后备干部入库渠道 */
export const EntryChannel = codes('EntryChannel', {
  PUBLIC_RECOMMENDATION: '公开推荐|public recommendation',
  INTERVIEW_FINALIST: '面试入围|interview finalist',
  ORG_OBSERVED: '组织发现|observed by the organization department',
  UNIT_RECOMMENDED: '单位推荐|recommended by a unit',
  OPENING_BALANCE: '期初在库|in the pool at start',
});
export type EntryChannel = z.infer<typeof EntryChannel>;
export const ReserveMaturity = codes('ReserveMaturity', {
  NEAR_TERM: '近期可提拔使用|near term',
  MID_LONG_TERM: '中长期培养|mid and long term',
});
export const ReserveTarget = codes('ReserveTarget', {
  PRINCIPAL: '正职后备|for principal posts',
  DEPUTY: '副职后备|for deputy posts',
});
export const ReserveTrack = codes('ReserveTrack', {
  PARTY_AFFAIRS: '党务|party affairs',
  GENERAL_ADMIN: '综合管理|general administration',
  ECONOMY: '经济|economy',
  LAW: '政法|law',
  AGRI_RURAL: '三农|agriculture and villages',
  URBAN: '城建|urban construction',
  EDU_HEALTH: '科教文卫|education and health',
  SPECIALIST: '专业|specialist',
});
export const TrainingMode = codes('TrainingMode', {
  PARTY_SCHOOL: '党校|party school',
  SECONDMENT: '挂职|secondment',
  SHADOWING: '跟班|shadowing',
  VILLAGE_POST: '驻村|stationed in a village',
  PROJECT: '重大项目|major project',
  PETITION: '信访|petition office',
  MENTOR: '帮带|mentoring',
  ROTATION: '轮岗|rotation',
});
export const ReserveRating = codes('ReserveRating', { A: '好|good', B: '一般|fair', C: '差|poor' });
export const ReserveExitReason = codes('ReserveExitReason', {
  APPOINTED: '提拔使用|appointed',
  AGE: '超龄|age',
  ASSESSMENT_LOW: '考核较差|low assessment',
  DISCIPLINE: '违纪|discipline',
  TRANSFER_OUT: '调出|transferred out',
  SELF_REQUEST: '本人申请|own request',
  STRUCTURE_ADJUST: '结构调整|adjustment of structure',
  DECEASED: '去世|deceased',
});

/** 交流方式 */
export const ExchangeKind = codes('ExchangeKind', {
  TRANSFER_IN: '调任|transfer into the service',
  TRANSFER: '转任|transfer',
  ROTATION: '轮岗|rotation',
  SECONDMENT: '挂职|secondment',
  VILLAGE_STATIONED: '驻村|stationed in a village',
});
export const ExchangeDirection = codes('ExchangeDirection', {
  UP: '上|up',
  DOWN: '下|down',
  LATERAL: '平|lateral',
});
export type ExchangeDirection = z.infer<typeof ExchangeDirection>;
export const ExchangeReason = codes('ExchangeReason', {
  WORK_NEED: '工作需要|need of work',
  DEVELOPMENT: '培养锻炼|development',
  LONG_TENURE: '任职时间较长|long tenure',
  RECUSAL: '回避|recusal',
  OTHER: '其他|other',
});

export const ExchangeSide = codes('ExchangeSide', {
  FROM: '调出单位|the unit left',
  TO: '接收单位|the unit entered',
});
/** 交流进度 */
export const ExchangeStage = codes('ExchangeStage', {
  PROPOSED: '已提出|proposed',
  CONSULTED: '已征求双方意见|both units consulted',
  APPROVED: '已批准|approved',
  NOTIFIED: '已通知|notified',
  REPORTED_FOR_DUTY: '已报到|reported for duty',
  COMPLETED: '已完成|completed',
  CANCELLED: '已取消|cancelled',
});
export type ExchangeStage = z.infer<typeof ExchangeStage>;

/** 招录类别 */
export const RecruitmentKind = codes('RecruitmentKind', {
  CIVIL_SERVANT_EXAM: '考录公务员|civil-servant exam',
  INSTITUTION: '事业单位招聘|recruitment by institutions',
  EXPERIENCED: '非应届招考|recruitment of experienced graduates',
});
export type RecruitmentKind = z.infer<typeof RecruitmentKind>;
export const RecruitmentTrack = codes('RecruitmentTrack', {
  VILLAGE_CADRE: '优秀村干部|excellent village cadres',
  GENERAL: '普通|general',
});
/** 招录环节; in which order they come is a rule. */
export const RecruitmentExamStep = codes('RecruitmentExamStep', {
  WRITTEN: '笔试|written exam',
  INTERVIEW: '面试|interview',
});
export const RecruitmentCheckStep = codes('RecruitmentCheckStep', {
  PHYSICAL: '体检|physical examination',
  INSPECTION: '考察|inspection',
});
export type RecruitmentStep =
  | z.infer<typeof RecruitmentExamStep>
  | z.infer<typeof RecruitmentCheckStep>;
export const RecruitmentEndState = codes('RecruitmentEndState', {
  FAILED_QUALIFICATION: '资格审查未通过|failed the qualification review',
  FAILED_EXAM: '考试未通过|failed the exam',
  FAILED_PHYSICAL: '体检不合格|failed the physical examination',
  FAILED_INSPECTION: '考察不合格|failed the inspection',
  WITHDREW: '本人放弃|withdrew',
  APPOINTED: '录用(聘用)|appointed',
});
export type RecruitmentEndState = z.infer<typeof RecruitmentEndState>;
export const RecruitmentStage = codes('RecruitmentStage', {
  PLANNED: '已计划|planned',
  ANNOUNCED: '已公告|announced',
  CONCLUDED: '已结束|concluded',
});
export type RecruitmentStage = z.infer<typeof RecruitmentStage>;
export const RecruitmentApplicantStage = codes('RecruitmentApplicantStage', {
  REGISTERED: '已报名|registered',
  QUALIFIED: '资格审查通过|qualified',
  WRITTEN: '笔试通过|passed the written exam',
  INTERVIEW: '面试通过|passed the interview',
  PHYSICAL: '体检合格|passed the physical examination',
  INSPECTION: '考察合格|passed the inspection',
  PUBLICIZED: '公示|publicized',
  ENDED: '终结|ended',
});
export type RecruitmentApplicantStage = z.infer<typeof RecruitmentApplicantStage>;
export const RecruitmentProbation = codes('RecruitmentProbation', {
  RUNNING: '试用期内|running',
  PASSED: '试用期满合格|passed',
  FAILED: '取消录用|failed, appointment cancelled',
});
export type RecruitmentProbation = z.infer<typeof RecruitmentProbation>;

/** 驻村帮扶类别 */
export const ReliefPostingKind = codes('ReliefPostingKind', {
  POVERTY_RELIEF: '脱贫攻坚|poverty relief',
  RURAL_REVITALIZATION: '乡村振兴|rural revitalization',
});
export type ReliefPostingKind = z.infer<typeof ReliefPostingKind>;
export const ReliefPostingRole = codes('ReliefPostingRole', {
  FIRST_SECRETARY: '第一书记|first secretary',
  TEAM_LEADER: '驻村工作队队长|leader of a stationed team',
  TEAM_MEMBER: '驻村工作队员|member of a stationed team',
});
export type ReliefPostingRole = z.infer<typeof ReliefPostingRole>;
export const ReliefPostingStatus = codes('ReliefPostingStatus', {
  IN_POST: '在岗|in post',
  EVALUATED: '已考核|evaluated',
  COMPLETED: '期满|completed',
  RECALLED: '召回|recalled',
});
export type ReliefPostingStatus = z.infer<typeof ReliefPostingStatus>;
