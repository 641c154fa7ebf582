import type { RefusalList } from '@liandong/words';

/** What the embedded database says no with. */
export const postgresRefusals = {
  'platform.data-in-use': {
    status: 409,
    text: {
      'zh-Hans': '数据目录 {folder} 正被另一个节点使用（进程 {pid}）。请先停止它，或改用 --data 指定其他目录。',
      'zh-Hant': '資料目錄 {folder} 正被另一個節點使用（行程 {pid}）。請先停止它，或改用 --data 指定其他目錄。',
      en: 'The data folder {folder} is in use by another node (process {pid}). Stop that node first, or choose another folder with --data.',
    },
  },
  'platform.no-postgres-user': {
    status: 503,
    text: {
      'zh-Hans': 'PostgreSQL 不能以 root 运行，且无法创建系统用户 {user}：{reason}。请先创建该用户，或以普通用户启动。',
      'zh-Hant': 'PostgreSQL 不能以 root 執行，且無法建立系統用戶 {user}：{reason}。請先建立該用戶，或以一般用戶啟動。',
      en: 'PostgreSQL does not run as root, and the system user {user} could not be created: {reason}. Create that user, or start as an ordinary user.',
    },
  },
  'platform.no-postgres-binaries': {
    status: 503,
    text: {
      'zh-Hans':
        '此平台（{platform}）没有内置的 PostgreSQL。请用 DATABASE_URL 指向已有的 PostgreSQL（15 或更高版本）。',
      'zh-Hant':
        '此平台（{platform}）沒有內建的 PostgreSQL。請用 DATABASE_URL 指向既有的 PostgreSQL（15 或更高版本）。',
      en: 'There is no embedded PostgreSQL for this platform ({platform}). Point DATABASE_URL to a PostgreSQL of version 15 or newer.',
    },
  },
  'platform.password-missing': {
    status: 503,
    text: {
      'zh-Hans': '数据库已存在，但密码文件 {file} 缺失。请从备份恢复该文件。',
      'zh-Hant': '資料庫已存在，但密碼檔案 {file} 遺失。請從備份還原該檔案。',
      en: 'The database exists, but its password file {file} is missing. Restore that file from a backup.',
    },
  },
  'platform.bad-database-name': {
    status: 400,
    text: {
      'zh-Hans': '数据库名称 {name} 无效：只能用小写字母、数字和下划线，以字母开头，最多 63 个字符。',
      'zh-Hant': '資料庫名稱 {name} 無效：只能用小寫字母、數字和底線，以字母開頭，最多 63 個字元。',
      en: 'The database name {name} is not valid: small letters, digits and underscores, a letter first, at most 63 characters.',
    },
  },
} as const satisfies RefusalList;
