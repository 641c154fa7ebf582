import { Tabs } from 'antd';
import { Page } from '../shell/page.tsx';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';
import { OrganisationsTab } from './organisations-tab.tsx';
import { PostsTab } from './posts-tab.tsx';
import { UsersTab } from './users-tab.tsx';

/** 用户与机构 */
export const PeoplePage = skinned(() => {
  const t = useT();
  return (
    <Page title={t('people.title')} right="people.manage">
      <Tabs
        items={[
          { key: 'users', label: t('people.users'), children: <UsersTab /> },
          { key: 'posts', label: t('people.posts'), children: <PostsTab /> },
          { key: 'organisations', label: t('people.organisations'), children: <OrganisationsTab /> },
        ]}
      />
    </Page>
  );
});
