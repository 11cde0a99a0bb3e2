/**
 * What the figures of the report are called, what they count, and where the founding article is
 * unclear. Data: a note names an ambiguity instead of settling it in silence (domain.md §1.2).
 */
import type { Label } from '../../events/define.ts';

export type Wording = {
  readonly label: Label;
  readonly definition: Label;
  readonly note: Label | null;
  /** The clause of the article that holds the number, and nothing else of it. */
  readonly sourceQuote: string;
};

const unnumbered: Label = {
  zh: '原文没有数字。',
  en: 'The article gives no number.',
};

export const intakeWording: Wording = {
  label: { zh: '从基层选拔到机关的人数', en: 'Selected from the grassroots' },
  definition: {
    zh: '窗口期内从行政村、社区、企业、事业单位(含学校、医院)选拔到县级机关、乡镇、街道的不同人数;乡镇所属事业单位按乡镇计;录用后又取消的仍计一次选拔。',
    en: 'Distinct persons with at least one move, in the window, from a village, community, enterprise or institution (schools and hospitals too) to a county organ, township or subdistrict; a township’s own institution counts as the township. A hire cancelled later was a selection and counts.',
  },
  note: {
    zh: '与县管领导干部77名是并列表述:两者可能不相交,也可能后者含于前者,不得相加;breakdown 的 ALSO_SELECTED 给出重叠。「近五年」可指2019-07-01至2024-06-30(默认),也可指2019至2023年。',
    en: 'Stands beside the 77 in parallel clauses: they may be disjoint, or the 77 part of the 192; never add them. The breakdown ALSO_SELECTED of the 77 tells the overlap. «The last five years» is 2019-07-01 to 2024-06-30 (the default) or the calendar years 2019 to 2023.',
  },
  sourceQuote: '从行政村(社区)、企事业单位等基层选拔到县级机关、镇乡街道工作人员192名',
};

export const countyManagedWording: Wording = {
  label: { zh: '选拔担任县管领导干部的人数', en: 'Appointed to county-managed leading posts' },
  definition: {
    zh: '窗口期内任县管领导职务(主要或兼任)生效、且任职时来自基层或窗口期内此前从基层选拔到机关的不同人数;仅决定未生效的不计。',
    en: 'Distinct persons with at least one appointment to a county-managed leading post (main or concurrent) that took effect in the window, who came from the grassroots then or had been selected from there earlier in the window; a decision not yet in effect does not count.',
  },
  note: {
    zh: '已列明渠道的领导任用只有8+3名(另有「个别」考录人员),其余66名原文未说明渠道,此处记为组织选拔等渠道。不得与192名相加。',
    en: 'The channels the article names give 8 + 3 (and «a few» of those recruited by exam); 66 are left unexplained and stand here under their own channels, as a rule OTHER_ORGANIZATIONAL. Never add it to the 192.',
  },
  sourceQuote: '选拔担任县管领导干部77名',
};

export const recommendedWording = (year: number): Wording => ({
  label: {
    zh: `${year}年推荐的县管后备干部人选`,
    en: `Recommended as reserve cadres in ${year}`,
  },
  definition: {
    zh: `${year}年公开推荐中列为推荐人选、来自行政村、社区、企业、事业单位的不同人数,不论后来是否入库;其他来源的人选不计;面试入围入库的不计。`,
    en: `Distinct persons of grassroots origin recommended in the round of ${year}, whether or not admitted later. Candidates of other origins, and finalists of open selections who enter the pool, are not counted.`,
  },
  note: {
    zh: '「各50名」按每年50名理解(两年共100名);另一种读法是农村、企业各50名。规模以上企业若为非公企业,其人员不能调任,只能经公开选拔等途径任职。',
    en: '«50 each» is read as 50 a year (100 in all); it could also mean 50 from villages and 50 from enterprises. Managers of private firms are eligible for the list but cannot be transferred into the service; open selection stays open to them.',
  },
  sourceQuote: '2020年和2022年,从农村(社区)、企事业单位中推荐了各50名县管后备干部人选',
});

export const offeredWording = (year: number): Wording => ({
  label: { zh: `${year}年公开选拔推出的职位数`, en: `Offered by open selection in ${year}` },
  definition: {
    zh: `${year}年已公告的公开选拔所列职位数之和;后来取消或空缺的也曾推出,一并计入。`,
    en: `Posts offered by the open selections of ${year} that were announced; those withdrawn or left unfilled later were offered too.`,
  },
  note: {
    zh: '原文称所推出的为「领导干部职级、二三级调研员」:职级不是领导职务且逐级晋升,二、三级调研员一般由市管,县级面向社会选拔并不寻常;此处逐项区分领导职务与职级。',
    en: 'The article calls what was offered «ranks of leading cadres, consultants of the second and third rank»: ranks are no leading posts, are promoted step by step, and these two are managed by the city as a rule, so that a county offering them to the public is unusual. Each item is a LEADING_POST or a RANK here.',
  },
  sourceQuote: '分别推出10个和12个领导干部职级、二三级调研员,面向社会进行选拔',
});

export const openSelectionWording: Wording = {
  label: {
    zh: '公开选拔走上领导岗位的社区、企事业单位干部',
    en: 'From communities, enterprises and institutions to leading posts by open selection',
  },
  definition: {
    zh: '历次公开选拔中来自社区、企业、事业单位并就任领导职务的不同人数;就任职级的不计,来自行政村、学校、医院及机关的不计。',
    en: 'Distinct persons from communities, enterprises and institutions appointed to a leading post through open selections so far. Whoever won a rank, or came from a village, school, hospital or organ, is not counted.',
  },
  note: {
    zh: '原文此处未提行政村。22个职位中其余14个的结果不能由此推出。',
    en: 'Villages are not named here. Nothing follows for the other 14 of the 22 posts offered.',
  },
  sourceQuote: '来自社区、企事业单位的8名干部走上了领导岗位',
};

export const regularWording: Wording = {
  label: { zh: '经常性选拔走上领导岗位的干部', en: 'Appointed by regular selection' },
  definition: {
    zh: '截至报告日经「经常性选拔」渠道就任领导职务、来自基层(含行政村)的不同人数。',
    en: 'Distinct persons of grassroots origin, villages included, appointed to a leading post through regular selection up to the day of the report.',
  },
  note: {
    zh: '「目前」未说明起始时间,按全部记录计。',
    en: '«At present» names no beginning; everything on record counts.',
  },
  sourceQuote: '共有3名干部走上了领导岗位',
};

export const examWording: Wording = {
  label: {
    zh: '村干部考录为乡镇公务员',
    en: 'Village cadres recruited as township civil servants',
  },
  definition: {
    zh: '2019-01-01以来经优秀村干部专项考录为乡镇公务员的不同人数;试用期不合格被取消录用的不计。',
    en: 'Distinct persons appointed civil servants of a township on the track for excellent village cadres since 2019-01-01. Whoever failed the probation and lost the appointment is not counted.',
  },
  note: {
    zh: '「2019年以来」自2019-01-01起,不随窗口变动。',
    en: '«Since 2019» begins on 2019-01-01, whatever the window.',
  },
  sourceQuote: '2019年以来,一共有17名优秀村干部通过公务员考试,成为乡镇公务员',
};

export const reliefWording: Wording = {
  label: { zh: '经过基层扶贫磨炼的干部', en: 'Tempered by poverty relief' },
  definition: {
    zh: '完成脱贫攻坚驻村帮扶的不同人数;在岗、被召回及乡村振兴驻村的不计。',
    en: 'Distinct persons who completed a poverty-relief posting. Postings that go on or were recalled, and those of rural revitalization, are not counted.',
  },
  note: {
    zh: '原文未给时间窗口。脱贫攻坚于2020年底至2021年初结束,多数早于「近五年」。是否与经县级部门中层磨砺的是同一批人,原文不明。',
    en: 'No window is given; the campaign closed around the turn of 2020 to 2021, so that most postings lie before «the last five years». Whether these are the people who rotated through mid-level posts is left unclear.',
  },
  sourceQuote: '152名干部经过基层扶贫磨炼',
};

export const exchangeWording: Wording = {
  label: {
    zh: '交流到县级部门的乡镇(街道)干部',
    en: 'Moved from townships to county departments',
  },
  definition: {
    zh: '已完成、由乡镇或街道交流到县级机关的中层及以下干部的不同人数;乡科级领导干部调动及下派、平级交流不计。',
    en: 'Distinct cadres at mid-level or below whose exchange from a township or subdistrict to a county organ was completed. Leaders of townships who moved up, and moves down or level, are not counted.',
  },
  note: {
    zh: '原文未给时间窗口,按全部记录计。',
    en: 'No window is given; everything on record counts.',
  },
  sourceQuote: '有7名乡镇(街道)干部交流到县级部门工作',
};

export const institutionPostsWording: Wording = {
  label: {
    zh: '要求基层工作经历的事业单位招聘职位比例',
    en: 'Institution positions that ask for grassroots work',
  },
  definition: {
    zh: '窗口期内公告的事业单位招聘职位中要求基层工作经历的比例;按职位计,不按人数计。',
    en: 'Of the positions announced in recruitments by institutions in the window, the share that requires grassroots work; positions, not headcount. The breakdown MIN_GRASSROOTS_YEARS tells the years asked for.',
  },
  note: {
    zh: '小标题写「考录机关工作人员」,本句写「招考事业单位工作人员」,按事业单位计。「三年来」可指2021-07-01至2024-06-30(默认),也可指2021至2023年。',
    en: 'The heading speaks of organs, this sentence of institutions: institutions are counted. «Three years» is 2021-07-01 to 2024-06-30 (the default) or the calendar years 2021 to 2023.',
  },
  sourceQuote: '三年来,有一半以上职位要求有基层工作经历',
};

export const intervalWording: Wording = {
  label: { zh: '公开推荐后备干部的间隔年数', en: 'Years between reserve rounds' },
  definition: {
    zh: '最近两轮已公告且未取消的公开推荐的年份之差。',
    en: 'The difference of the calendar years of the last two rounds that were announced and not cancelled.',
  },
  note: {
    zh: '由2020年、2022年两轮得出;只有一轮时无值。',
    en: 'Follows from the rounds of 2020 and 2022; with one round there is no value.',
  },
  sourceQuote: '每两年公开推荐一次县管后备干部',
};

const overlapping: Label = {
  zh: '「都是」与「绝大部分」所指人员有重叠:部门一把手也任重要岗位。一线经历指村、社区、乡镇、街道、企业、事业单位任职(含驻村挂职),与法定「基层工作经历」不同。',
  en: '«All» and «most» overlap: heads of departments hold important posts too. Front-line work is a posting in a village, community, township, subdistrict, enterprise or institution (stationed cadres included); it is not the statutory grassroots work.',
};

export const keyPostWording: Wording = {
  label: { zh: '重要领导岗位任职者有一线经历的比例', en: 'Key-post holders with front-line work' },
  definition: {
    zh: '报告日任重要领导岗位(主要或兼任)者中,任现职前有至少一段一线经历的比例。',
    en: 'Of those who hold a key post (main or concurrent) on the day of the report, the share with at least one front-line posting that began before the post.',
  },
  note: overlapping,
  sourceQuote: '在县级机关重要领导岗位任职的领导干部都是经过基层锻炼后提拔起来的',
};

export const departmentHeadWording: Wording = {
  label: { zh: '部门一把手有一线经历的比例', en: 'Department heads with front-line work' },
  definition: {
    zh: '报告日任部门一把手(主要或兼任)者中,任现职前有至少一段一线经历的比例;市管的一把手也在分母内。',
    en: 'Of the heads of departments on the day of the report, the share with at least one front-line posting that began before the post; heads managed by the city stay in the denominator.',
  },
  note: {
    zh: `「绝大部分」按过半判断。${overlapping.zh}`,
    en: `«Most» is judged as more than half. ${overlapping.en}`,
  },
  sourceQuote: '县级部门一把手绝大部分都有到基层一线工作过的经历',
};

export const teamWording: Wording = {
  label: { zh: '考录村干部进入乡镇领导班子', en: 'Recruited village cadres in township teams' },
  definition: {
    zh: '考录为乡镇公务员的村干部中,其后任镇乡(街道)领导班子成员的不同人数。',
    en: 'Of the village cadres recruited as township civil servants, distinct persons later appointed to a post in the leading team of a township or subdistrict.',
  },
  note: unnumbered,
  sourceQuote: '个别优秀的还成为镇乡(街道)党政领导班子成员',
};

export const contractWording: Wording = {
  label: { zh: '村干部招聘为镇乡街道事业编制人员', en: 'Village cadres hired by institutions' },
  definition: {
    zh: '与镇乡、街道所属事业单位签订聘用合同、来自行政村的不同人数;来自社区、企业的不计,试用期不合格的不计。',
    en: 'Distinct persons from villages who signed a contract with an institution of a township or subdistrict. Whoever came from a community or enterprise, or failed the probation, is not counted.',
  },
  note: unnumbered,
  sourceQuote: '把优秀村干部招聘为镇乡街道事业编制人员',
};

export const finalistWording: Wording = {
  label: { zh: '面试入围未任用者入后备库', en: 'Finalists entered in the reserve pool' },
  definition: {
    zh: '以「面试入围」渠道进入后备干部库的不同人数。',
    en: 'Distinct persons who entered the reserve pool as finalists of an open selection.',
  },
  note: {
    zh: `${unnumbered.zh}每名入围未任用者须入库或留有不入库的记录。`,
    en: `${unnumbered.en} Every finalist not appointed is entered or has a recorded refusal.`,
  },
  sourceQuote: '进入面试但当时未任用的干部作为县管后备干部进行培养',
};
