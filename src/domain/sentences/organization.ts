export const organizationSentences = {
  OrganizationCodeTaken: {
    zh: '机构编码{code}已被占用。',
    en: 'The code {code} belongs to another organization.',
  },
  CountyIsRoot: {
    zh: '县是机构树的根:只有一个,不划转,不合并,不撤销,类别不变。',
    en: 'The county is the root of its organizations: there is one, and it stays as it is.',
  },
  SizeOnlyForEnterprises: {
    zh: '只有企业才有规模以上之分。',
    en: 'Only an enterprise is above or below the designated size.',
  },
  ParentUnknown: { zh: '本县没有这个上级机构。', en: 'This county has no such superior.' },
  ParentEnded: {
    zh: '上级机构已于{on}撤销或合并。',
    en: 'The superior was abolished or merged on {on}.',
  },
  ParentNotYetOpen: {
    zh: '上级机构{on}才设立。',
    en: 'The superior was opened only on {on}.',
  },
  TargetUnknown: { zh: '本县没有划入的机构。', en: 'This county has no such target.' },
  TargetEnded: {
    zh: '划入的机构已于{on}撤销或合并。',
    en: 'The target was abolished or merged on {on}.',
  },
  TargetNotYetOpen: {
    zh: '划入的机构{on}才设立。',
    en: 'The target was opened only on {on}.',
  },
  OrganizationEndedSince: {
    zh: '该机构此后于{on}撤销或合并,请补记届时的去向。',
    en: 'The organization ended later, on {on}; record what became of this then.',
  },
  OrganizationWouldContainItself: {
    zh: '机构不能隶属于自身或其下级。',
    en: 'An organization cannot stand below itself.',
  },
  TreeTooDeep: {
    zh: '隶属层级超过{levels}级。',
    en: 'The tree would have more than {levels} levels.',
  },
  OrganizationHasMembers: {
    zh: '机构内尚有{holders}项任职、{subordinates}个下级机构,须先划转。',
    en: 'It still has {holders} post holders and {subordinates} subordinates.',
  },
  MembersTooMany: {
    zh: '一次最多划转{max}个职位和下级机构,请先分批划转。',
    en: 'One decision moves at most {max} posts and subordinates; move some of them before.',
  },
  LaterFactsStand: {
    zh: '此后({on})另有记录,不能在此日期终止。',
    en: 'Later facts stand (the first on {on}): it cannot end before them.',
  },
  OrganizationNotEnded: {
    zh: '该机构没有合并或撤销记录。',
    en: 'No merger or abolition of the organization stands.',
  },
  MembersNotMovedBack: {
    zh: '随终止划出的{posts}个职位、{subordinates}个下级机构不自动划回,请逐一划转(划转职位、调整隶属关系)。',
    en: '{posts} posts and {subordinates} subordinates left with the end; move each back yourself.',
  },
  PostsStayAbolished: {
    zh: '随机构撤销的{posts}个空缺职位不自动恢复,需要的请重新设置。',
    en: '{posts} vacant posts ended with the organization and stay abolished; set up anew those needed.',
  },
  TransferToItself: {
    zh: '职位不能划转到被撤销的机构。',
    en: 'Posts cannot be transferred to the organization that is abolished.',
  },
  QuotaBelowTaken: {
    zh: '超职数:核定正职{principals}、副职{deputies},已占用正职{principalsTaken}、副职{deputiesTaken}。',
    en: 'Over quota: {principals} + {deputies} approved, {principalsTaken} + {deputiesTaken} taken.',
  },
  CorrectedFactUnknown: {
    zh: '没有这条可更正的记录。',
    en: 'There is no such fact to correct.',
  },
  CorrectionBeyondFact: {
    zh: '更名记录只能更正名称和日期;其余请更正设立记录。',
    en: 'Of a renaming only name and date are corrected; the rest belongs to the opening.',
  },
  FactsBetween: {
    zh: '{was}与{is}之间(含这两天)另有相关记录,须先更正。',
    en: 'Other facts stand between {was} and {is} (or on one of them); put those right first.',
  },
  PartOfAnEnd: {
    zh: '这是随机构合并或撤销一并记录的,请更正机构终止的日期。',
    en: 'It was recorded with the end of an organization; correct the date of that.',
  },
  CountyCodeStays: {
    zh: '县的机构编码就是县级行政区划代码,不更正。',
    en: 'The county’s organization bears the county’s own code, which stays.',
  },
  EarlierFactsStand: {
    zh: '该日期之前({on})已有该机构的记录。',
    en: 'Facts of the organization stand before that date (the first on {on}).',
  },
} as const;
