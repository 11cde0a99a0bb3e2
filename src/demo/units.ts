/** The demo county's organizations by name; every name of a place is invented. */
import type { UnitType } from '../../events/code-tables.ts';

export type Organ = {
  readonly name: string;
  readonly head: string;
  readonly deputy: string;
  /** 重要领导岗位 */
  readonly keyPost: boolean;
  /** Heads who sit in the county's standing committee are managed by the city. */
  readonly cityManaged: boolean;
};
const organ = (name: string, post: string, mark: '' | 'key' | 'city' = ''): Organ => ({
  name,
  head: post,
  deputy: `副${post.replace('部务', '')}`,
  keyPost: mark !== '',
  cityManaged: mark === 'city',
});

/** Forty departments; twelve of their heads hold key posts. */
export const organs: readonly Organ[] = [
  organ('县委组织部', '部长', 'city'),
  organ('县委宣传部', '部长', 'city'),
  organ('县委统战部', '部长', 'city'),
  organ('县委政法委员会', '书记', 'city'),
  organ('县纪律检查委员会', '书记', 'city'),
  organ('县委办公室', '主任', 'key'),
  organ('县政府办公室', '主任', 'key'),
  organ('县公安局', '局长', 'key'),
  organ('县财政局', '局长', 'key'),
  organ('县发展和改革委员会', '主任', 'key'),
  organ('县教育体育局', '局长', 'key'),
  organ('县人力资源和社会保障局', '局长', 'key'),
  organ('县委机构编制委员会办公室', '主任'),
  organ('县科学技术和工业信息化局', '局长'),
  organ('县民政局', '局长'),
  organ('县司法局', '局长'),
  organ('县自然资源局', '局长'),
  organ('县住房和城乡建设局', '局长'),
  organ('县交通运输局', '局长'),
  organ('县水利局', '局长'),
  organ('县农业农村局', '局长'),
  organ('县商务局', '局长'),
  organ('县文化广电和旅游局', '局长'),
  organ('县卫生健康委员会', '主任'),
  organ('县退役军人事务局', '局长'),
  organ('县应急管理局', '局长'),
  organ('县审计局', '局长'),
  organ('县市场监督管理局', '局长'),
  organ('县统计局', '局长'),
  organ('县医疗保障局', '局长'),
  organ('县信访局', '局长'),
  organ('县林业局', '局长'),
  organ('县城市管理局', '局长'),
  organ('县金融工作局', '局长'),
  organ('县扶贫开发办公室', '主任'),
  organ('县政务服务和大数据管理局', '局长'),
  organ('县人民防空办公室', '主任'),
  organ('县委巡察工作领导小组办公室', '主任'),
  organ('县档案馆', '馆长'),
  organ('县畜牧局', '局长'),
];
/** Merged into the commission for development and reform in the reorganization of 2019. */
export const mergedOrgan = organ('县粮食局', '局长');

export const townshipKinds: readonly { readonly suffix: string; readonly type: UnitType }[] = [
  ...Array.from({ length: 2 }, () => ({ suffix: '街道办事处', type: 'SUBDISTRICT' as const })),
  ...Array.from({ length: 7 }, () => ({ suffix: '镇', type: 'TOWNSHIP' as const })),
  ...Array.from({ length: 6 }, () => ({ suffix: '乡', type: 'TOWNSHIP' as const })),
];
export const villageCount = 80;
export const communityCount = 12;

/** Ten state firms, ten private ones above designated size and five below it. */
export const enterpriseKinds: readonly {
  readonly suffix: string;
  readonly type: UnitType;
  readonly aboveDesignatedSize: boolean;
}[] = [
  ...[
    [
      '城乡建设投资有限公司',
      '水务有限公司',
      '粮油储备有限公司',
      '公共交通有限公司',
      '供热有限公司',
    ],
    ['国有林场', '农业发展有限公司', '文旅投资有限公司', '燃气有限公司', '环境服务有限公司'],
  ]
    .flat()
    .map((suffix) => ({ suffix, type: 'STATE_ENTERPRISE' as const, aboveDesignatedSize: true })),
  ...[
    ['机械制造有限公司', '新材料有限公司', '食品有限公司', '服饰有限公司', '电子有限公司'],
    ['建材有限公司', '家居有限公司', '中药饮片有限公司', '包装有限公司', '轴承有限公司'],
  ]
    .flat()
    .map((suffix) => ({ suffix, type: 'PRIVATE_ENTERPRISE' as const, aboveDesignatedSize: true })),
  ...['纸品有限公司', '物流有限公司', '彩印有限公司', '花木有限公司', '工艺品有限公司'].map(
    (suffix) => ({ suffix, type: 'PRIVATE_ENTERPRISE' as const, aboveDesignatedSize: false }),
  ),
];

const schools = [
  '第一高级中学',
  '第二高级中学',
  '第一初级中学',
  '第三初级中学',
  '中等职业学校',
  '第一小学',
  '第四小学',
  '实验学校',
];
const hospitals = ['人民医院', '中医院', '妇幼保健院', '疾病预防控制中心'];
const centres = [
  ...['农业技术推广中心', '水利工程管理处', '公路管理所', '林业工作总站', '融媒体中心', '文化馆'],
  ...[
    '图书馆',
    '不动产登记中心',
    '公共资源交易中心',
    '环境监测站',
    '城市建设档案馆',
    '老干部活动中心',
  ],
  ...['人才交流中心', '社会保险中心', '畜产品检测中心', '种子站', '农机推广站', '移民安置服务中心'],
];
export const institutionKinds: readonly { readonly name: string; readonly type: UnitType }[] = [
  ...schools.map((name) => ({ name: `县${name}`, type: 'SCHOOL' as const })),
  ...hospitals.map((name) => ({ name: `县${name}`, type: 'HOSPITAL' as const })),
  ...centres.map((name) => ({ name: `县${name}`, type: 'INSTITUTION' as const })),
];
