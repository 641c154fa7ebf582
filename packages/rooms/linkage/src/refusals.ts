import type { RefusalList } from '@liandong/words';

const entry = (status: RefusalList[string]['status'], hans: string, hant: string, en: string) =>
  ({ status, text: { 'zh-Hans': hans, 'zh-Hant': hant, en } }) as const;

/** What linkage says no with. */
export const linkageRefusals = {
  'link.stranger': entry(403, '不认识的节点，已拒绝', '不認識的節點，已拒絕', 'An unknown node was refused'),
  'link.identity-conflict': entry(
    409,
    '另一套系统使用了同一节点名 {node}，已拒绝',
    '另一套系統使用了同一節點名 {node}，已拒絕',
    'Another installation uses the node name {node}; it was refused',
  ),
  'link.cut': entry(423, '链路已按指令断开', '鏈路已按指令斷開', 'The link is cut by order'),
  'link.busy': entry(429, '该节点同时交换过多', '該節點同時交換過多', 'Too many exchanges of this node at once'),
  'link.too-large': entry(
    413,
    '内容过大（上限 {limitBytes} 字节）',
    '內容過大（上限 {limitBytes} 位元組）',
    'Too large: the limit is {limitBytes} bytes',
  ),
  'link.malformed': entry(400, '无法读懂的交换内容', '無法讀懂的交換內容', 'The exchange cannot be read'),
  'link.malformed-envelope': entry(400, '信封格式错误', '信封格式錯誤', 'The envelope is malformed'),
  'link.malformed-body': entry(
    422,
    '信封内容不符合其格式',
    '信封內容不符合其格式',
    "The envelope's body doesn't match its schema",
  ),
  'link.unknown-protocol': entry(
    422,
    '不支持的链路协议版本 {protocol}',
    '不支援的鏈路協定版本 {protocol}',
    'Link protocol {protocol} is not spoken here',
  ),
  'link.unknown-verb': entry(
    422,
    '本节点不办理 {verb}（{objectKind}）',
    '本節點不辦理 {verb}（{objectKind}）',
    'This node does not take {verb} for {objectKind}',
  ),
  'link.unknown-body': entry(
    422,
    '本节点不识别内容格式 {bodySchema} 第 {bodyVersion} 版',
    '本節點不識別內容格式 {bodySchema} 第 {bodyVersion} 版',
    'Body schema {bodySchema} version {bodyVersion} is not known here',
  ),
  'link.forged-sender': entry(
    403,
    '信封署名与来源不符',
    '信封署名與來源不符',
    "The envelope's sender is not the node that sent it",
  ),
  'link.wrong-receiver': entry(
    422,
    '信封不是发给本节点的',
    '信封不是發給本節點的',
    'The envelope is meant for another node',
  ),
  'link.loop': entry(
    409,
    '信封绕回或转发过多',
    '信封繞回或轉發過多',
    'The envelope has come round, or passed too many nodes',
  ),
  'link.gap': entry(
    409,
    '缺少前面的信封（应为第 {expected} 号）',
    '缺少前面的信封（應為第 {expected} 號）',
    'Envelopes before it are missing: number {expected} is next',
  ),
  'link.sequence-conflict': entry(
    409,
    '同一序号出现两个不同信封',
    '同一序號出現兩個不同信封',
    'Two different envelopes carry one number',
  ),
  'link.audit-conflict': entry(
    409,
    '对方审计链与先前不一致',
    '對方稽核鏈與先前不一致',
    "The other node's audit chain contradicts what it told before",
  ),
  'link.clock-drift': entry(409, '对方时钟偏差过大', '對方時鐘偏差過大', "The other node's clock is too far off"),
  'link.defect': entry(503, '处理信封时程序出错', '處理信封時程式出錯', 'The program failed on this envelope'),
  'link.unavailable': entry(
    503,
    '暂时无法处理，请稍后重发',
    '暫時無法處理，請稍後重發',
    'Cannot be dealt with now; send it again later',
  ),
  'link.unknown-peer': entry(
    404,
    '没有名为 {node} 的相连节点',
    '沒有名為 {node} 的相連節點',
    'No linked node is named {node}',
  ),
  'link.unknown-path': entry(404, '没有这个地址', '沒有這個位址', 'There is no such address'),
  'link.bad-node-name': entry(422, '节点名 {node} 不合规', '節點名 {node} 不合規', '{node} cannot be a node name'),
  'link.no-certificate': entry(503, '节点没有证书', '節點沒有憑證', 'The node has no certificate'),
} as const satisfies RefusalList;
export type LinkageRefusalCode = keyof typeof linkageRefusals;
