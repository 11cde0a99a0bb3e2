/**
 * The invented counties. The demo's own is 419998; further ones, for loads of any size, count up
 * from 490001. GB/T 2260 gives provinces the numbers 41 to 46 in the region 4 and has never given
 * 49 to any, and no county's name begins with 虚: nothing is said of a real county.
 */
import { CountyCode } from '../../events/values.ts';

export type DemoCounty = {
  readonly code: CountyCode;
  /** As it stands in its people's papers. */
  readonly shortName: string;
  readonly name: string;
  /** Where its identity numbers come from: an area that does not exist either. */
  readonly identityArea: string;
  /** What all of its chance follows from. */
  readonly seed: string;
};

const seed = 'cadre-ledger demo 1';
const invented = '(虚构演示数据)';
const furtherFrom = 490_000;
/** Fewer than there are codes and names: both are given once. */
export const demoCountiesMax = 9_000;

export const demoCounty: DemoCounty = {
  code: CountyCode.parse('419998'),
  shortName: '虚怀县',
  name: `虚怀县${invented}`,
  identityArea: '419999',
  seed,
};

/** The county numbered from 0: the demo's own is the first. */
export function demoCountyAt(index: number): DemoCounty {
  if (index === 0) return demoCounty;
  const code = CountyCode.parse(String(furtherFrom + index));
  const shortName = `虚${firsts[Math.floor(index / lasts.length)]}${lasts[index % lasts.length]}县`;
  return {
    ...{ code, shortName, name: `${shortName}${invented}` },
    ...{ identityArea: code, seed: `${seed}/${code}` },
  };
}

/** Ninety-seven each: 9,409 names. */
const firsts = [
  ...'安柏宝北昌长朝承川春丹东芳丰扶富甘高古谷冠光广桂海和河恒弘虹华怀淮黄惠嘉江金锦',
  ...'晋景静九康兰乐梨莲良林灵龙隆鹿罗洛梅民明宁平蒲齐千桥青清庆秋泉仁荣润三桑山上尚',
  ...'石舒顺松台泰桃天万望文武西仙祥孝新兴秀',
];
const lasts = [
  ...'安岸坝邦宝滨波昌池川春德店东都渡丰峰阜冈皋港阁宫沟谷关光桂海河恒湖华淮荒基吉济',
  ...'集江津井靖康口兰乐李里林陵岭流龙楼炉路泸麓马门牧南宁潘平坪浦泉桥丘渠仁山上邵',
  ...'石水台塘田亭头屯湾汶溪乡兴阳义营原源云泽',
];
