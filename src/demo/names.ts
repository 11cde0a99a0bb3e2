/**
 * Invented names of people, villages and firms. Nobody real is meant: names of leaders, of
 * officials convicted in public, of the founding article's people, and what sounds like them are
 * never given.
 */
import type { Random } from './random.ts';

const surnames = [
  ...'艾白柏卞蔡岑常车陈程池褚崔戴邓狄丁董窦杜段范方费冯符付傅甘高葛耿龚古顾关郭韩郝何',
  ...'洪侯胡华黄霍姬纪季贾简江姜蒋焦金靳景康柯孔匡兰雷黎李连廖林凌刘柳龙卢鲁陆罗吕马毛梅',
  ...'孟米苗闵莫牟倪聂宁牛潘庞裴彭皮齐祁钱乔秦邱曲任荣阮邵沈盛施石史舒宋苏孙谭汤唐陶滕田',
  ...'童万汪王韦魏温文翁巫吴伍武席夏向项肖谢邢熊徐许薛严颜杨姚叶易殷尤于余俞虞袁岳翟詹张章',
  ...'赵郑钟周朱祝庄邹',
];
const characters = {
  MALE: [
    ...'波川达栋帆刚昊恒宏华辉建健杰俊凯康磊力亮林龙明宁鹏平强庆仁荣森涛伟祥翔新旭岩阳毅勇宇远展振正志忠洲',
  ],
  FEMALE: [
    ...'爱冰晨翠丹芳菲凤桂荷红虹慧佳洁静娟兰莉丽琳玲露梅敏娜宁萍琴青蓉珊淑婷文霞晓欣雪雅艳瑶怡英颖玉云芝',
  ],
};
/** Whole names, and family names with any one given character, that are never given. */
const denied = new Set(
  [
    '习近平 李强 赵乐际 王沪宁 蔡奇 丁薛祥 李希 韩正 胡春华 栗战书 汪洋 李克强 温家宝 胡锦涛',
    '江泽民 朱镕基 毛泽东 邓小平 周恩来 刘少奇 朱德 陈云 叶剑英 李先念 华国锋 彭德怀 林彪',
    '周永康 薄熙来 徐才厚 郭伯雄 令计划 孙政才 苏荣 成克杰 赖小民 秦光荣 傅政华 孙力军 王立科',
    '云光中 孟宏伟 刘川生 杜芬 连跃 王磊 褚姜楼 杨洁篪 王毅 王伟 李伟 张伟 刘伟 王芳 王静 李静',
  ].flatMap((line) => line.split(' ')),
);
/** The sounds of leaders' names in other characters. */
const homophones =
  /^(习|席)(晋|进|近|靖)|^李(强|蔷)|^赵勒|^丁雪|^蔡(奇|琦|其)|^李(希|熙|西)|^(江|姜)泽|^温嘉/;

export function isDenied(name: string): boolean {
  return denied.has(name) || homophones.test(name);
}

/** Gives each name once: two people of one name would be confused in a demo. */
export function personNames(random: Random): (gender: 'MALE' | 'FEMALE') => string {
  const given = new Set<string>();
  const triesMax = 1_000;
  return (gender) => {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const [first, second] = [random.pick(characters[gender]), random.pick(characters[gender])];
      const name =
        random.pick(surnames) + first + (random.chance(88) && first !== second ? second : '');
      if (given.has(name) || isDenied(name)) continue;
      given.add(name);
      return name;
    }
    throw new Error(`no name left after ${given.size} names`);
  };
}

const firstParts = [...'柳杏槐榆桐枣梨桃松柏竹苇荷菱石沙清白青黄黑红双三五七大小上下前后东西'];
const lastParts = [
  '沟',
  '坪',
  '营',
  '岭',
  '湾',
  '庙',
  '店',
  '铺',
  '桥',
  '堂',
  '寨',
  '坡',
  '湖',
  '泉',
  '冲',
];

/** Place names, each once: 柳沟, 双桥 …; none that the founding article or its county knows. */
export function placeNames(random: Random): () => string {
  const all = firstParts.flatMap((first) => lastParts.map((last) => `${first}${last}`));
  const left = random.shuffled(all);
  return () => {
    const name = left.pop();
    if (name === undefined) throw new Error(`no place name left after ${all.length}`);
    return name;
  };
}
