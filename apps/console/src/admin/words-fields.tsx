import { languages } from '@liandong/words';
import { Form, Input } from 'antd';
import { languageNames } from '../shell/language-names.ts';
import { useT } from '../words/use-t.ts';

/** A name in the three languages, as form fields under `name`. */
export const WordsFields = () => {
  const t = useT();
  return (
    <>
      {languages.map((language) => (
        <Form.Item
          key={language}
          name={['name', language]}
          label={t('people.nameIn', { language: languageNames[language] })}
          rules={[{ required: true, whitespace: true, message: t('login.required') }]}
        >
          <Input maxLength={80} lang={language} />
        </Form.Item>
      ))}
    </>
  );
};
