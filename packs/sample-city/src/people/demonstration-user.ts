import type { UserOrder } from '@liandong/kit';

/** Everybody of the demonstration logs in with it; a node that is no demonstration refuses these users. */
export const demonstrationPassword = 'liandong-demo';

export const demonstrationUser = (loginName: string, name: string, postKeys: readonly string[]): UserOrder => ({
  loginName,
  name,
  password: demonstrationPassword,
  language: 'zh-Hans',
  postKeys,
  demonstration: true,
});
