import type { RefusalList } from '@liandong/words';

/** What this room says no with. */
export const peopleRefusals = {
  'people.wrong-login': {
    status: 401,
    text: {
      'zh-Hans': '用户名或密码不正确。',
      'zh-Hant': '用戶名稱或密碼不正確。',
      en: 'The login name or the password is wrong.',
    },
  },
  'people.locked': {
    status: 423,
    text: {
      'zh-Hans': '登录失败次数过多，该用户名已锁定，请于 {minutes} 分钟后再试。',
      'zh-Hant': '登入失敗次數過多，該用戶名稱已鎖定，請於 {minutes} 分鐘後再試。',
      en: 'Too many failed log-ins: this login name is locked. Try again in {minutes} minutes.',
    },
  },
  'people.too-many-attempts': {
    status: 429,
    text: {
      'zh-Hans': '来自您网络地址的失败登录过多，请于 {minutes} 分钟后再试。',
      'zh-Hant': '來自您網路位址的失敗登入過多，請於 {minutes} 分鐘後再試。',
      en: 'Too many failed log-ins from your network address. Try again in {minutes} minutes.',
    },
  },
  'people.busy': {
    status: 503,
    text: {
      'zh-Hans': '同时登录的人过多，请稍后再试。',
      'zh-Hant': '同時登入的人過多，請稍後再試。',
      en: 'Too many people are logging in at this moment. Please try again.',
    },
  },
  'people.demonstration-only': {
    status: 403,
    text: {
      'zh-Hans': '演示用户只能登录演示节点。',
      'zh-Hant': '示範用戶只能登入示範節點。',
      en: 'Demonstration users can log in to a demonstration node only.',
    },
  },
  'people.first-password-over': {
    status: 403,
    text: {
      'zh-Hans': '初始密码未按时修改，已失效。请联系用户管理员。',
      'zh-Hant': '初始密碼未按時修改，已失效。請聯絡用戶管理員。',
      en: 'The first password was not changed in time and is no longer valid. Please ask the administrator of users.',
    },
  },
  'people.password-too-short': {
    status: 422,
    text: {
      'zh-Hans': '密码至少需要 {minLength} 个字符。',
      'zh-Hant': '密碼至少需要 {minLength} 個字元。',
      en: 'A password needs at least {minLength} characters.',
    },
  },
  'people.password-too-plain': {
    status: 422,
    text: {
      'zh-Hans':
        '密码过于简单：至少包含 {minKinds} 类字符（小写字母、大写字母、数字、其他）和 {minDifferentCharacters} 个不同字符。',
      'zh-Hant':
        '密碼過於簡單：至少包含 {minKinds} 類字元（小寫字母、大寫字母、數字、其他）和 {minDifferentCharacters} 個不同字元。',
      en: 'The password is too plain: use at least {minKinds} of small letters, capitals, digits and others, and at least {minDifferentCharacters} different characters.',
    },
  },
  'people.password-contains-name': {
    status: 422,
    text: {
      'zh-Hans': '密码不得包含用户名或姓名。',
      'zh-Hant': '密碼不得包含用戶名稱或姓名。',
      en: 'The password must not contain the login name or the name.',
    },
  },
  'people.password-same': {
    status: 422,
    text: {
      'zh-Hans': '新密码不得与原密码相同。',
      'zh-Hant': '新密碼不得與原密碼相同。',
      en: 'The new password must differ from the old one.',
    },
  },
  'people.old-password-wrong': {
    status: 403,
    text: { 'zh-Hans': '原密码不正确。', 'zh-Hant': '原密碼不正確。', en: 'The old password is wrong.' },
  },
  'people.unknown-organisation': {
    status: 404,
    text: { 'zh-Hans': '没有此组织机构。', 'zh-Hant': '沒有此組織機構。', en: 'There is no such organisation.' },
  },
  'people.unknown-post': {
    status: 404,
    text: { 'zh-Hans': '没有此岗位。', 'zh-Hant': '沒有此崗位。', en: 'There is no such post.' },
  },
  'people.unknown-user': {
    status: 404,
    text: { 'zh-Hans': '没有此用户。', 'zh-Hant': '沒有此用戶。', en: 'There is no such user.' },
  },
  'people.unknown-jurisdiction': {
    status: 422,
    text: {
      'zh-Hans': '没有此行政区划：{jurisdictionCode}。',
      'zh-Hant': '沒有此行政區劃：{jurisdictionCode}。',
      en: 'There is no jurisdiction {jurisdictionCode}.',
    },
  },
  'people.unknown-parent': {
    status: 422,
    text: {
      'zh-Hans': '上级机构不存在，或机构之间互为上下级。',
      'zh-Hant': '上級機構不存在，或機構之間互為上下級。',
      en: 'The organisation above it is not known, or they lie above each other.',
    },
  },
  'people.key-twice': {
    status: 422,
    text: {
      'zh-Hans': '标识 {key} 在同一份清单中出现不止一次，取第一个。',
      'zh-Hant': '識別 {key} 在同一份清單中出現不止一次，取第一個。',
      en: 'The key {key} comes more than once in this list; the first one counts.',
    },
  },
  'people.bad-text': {
    status: 422,
    text: {
      'zh-Hans': '“{field}”的文字不可用（为空、过长或含控制字符）。',
      'zh-Hant': '「{field}」的文字不可用（為空、過長或含控制字元）。',
      en: 'The text of {field} cannot be used: empty, too long or with control characters.',
    },
  },
  'people.not-your-jurisdiction': {
    status: 403,
    text: {
      'zh-Hans': '{jurisdictionCode} 不在您的用户管理辖区内。',
      'zh-Hant': '{jurisdictionCode} 不在您的用戶管理轄區內。',
      en: '{jurisdictionCode} lies outside of the jurisdictions whose people you manage.',
    },
  },
  'people.other-node': {
    status: 409,
    text: {
      'zh-Hans': '该组织机构归节点 {node} 所有，只能在该节点修改。',
      'zh-Hant': '該組織機構歸節點 {node} 所有，只能在該節點修改。',
      en: 'This organisation belongs to node {node} and can be changed there only.',
    },
  },
  'people.not-yourself': {
    status: 403,
    text: {
      'zh-Hans': '不得更改自己的权限、状态或由管理员重置自己的密码。',
      'zh-Hant': '不得更改自己的權限、狀態或由管理員重設自己的密碼。',
      en: 'Nobody changes his own rights or state, or resets his own password as an administrator.',
    },
  },
  'people.three-administrators': {
    status: 409,
    text: {
      'zh-Hans': '三员分立：系统管理、用户管理和审计权限不得集于同一岗位或同一人（{rights}）。',
      'zh-Hant': '三員分立：系統管理、用戶管理和稽核權限不得集於同一崗位或同一人（{rights}）。',
      en: 'System, people and audit administration are kept apart: one post or person cannot hold {rights} together.',
    },
  },
  'people.last-administrator': {
    status: 409,
    text: {
      'zh-Hans': '{jurisdictionCode} 将不再有用户管理员，已拒绝。',
      'zh-Hant': '{jurisdictionCode} 將不再有用戶管理員，已拒絕。',
      en: 'Refused: nobody would be left to manage the people of {jurisdictionCode}.',
    },
  },
  'people.login-name-taken': {
    status: 409,
    text: {
      'zh-Hans': '用户名 {loginName} 已被使用。',
      'zh-Hant': '用戶名稱 {loginName} 已被使用。',
      en: 'The login name {loginName} is taken.',
    },
  },
  'people.no-post': {
    status: 422,
    text: {
      'zh-Hans': '用户至少需要一个岗位。',
      'zh-Hant': '用戶至少需要一個崗位。',
      en: 'A user needs at least one post.',
    },
  },
} as const satisfies RefusalList;
