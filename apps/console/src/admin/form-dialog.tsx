import { Form, Modal } from 'antd';
import type { ReactNode } from 'react';

export type FormDialogProps<Fields> = {
  readonly title: string;
  /** The usual word of the language when absent. */
  readonly okText?: string;
  /** CSS pixels; 480 unless told. */
  readonly width?: number;
  readonly isPending: boolean;
  readonly initialValues?: Partial<Fields>;
  readonly onClose: () => void;
  readonly onSubmit: (fields: Fields) => void;
  readonly children: ReactNode;
};

/** A dialog that asks for some fields and hands them over when they are complete. */
export const FormDialog = <Fields extends object>({
  title,
  okText,
  width = 480,
  isPending,
  initialValues,
  onClose,
  onSubmit,
  children,
}: FormDialogProps<Fields>) => {
  const [form] = Form.useForm<Fields>();
  return (
    <Modal
      open
      title={title}
      {...(okText === undefined ? {} : { okText })}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={isPending}
      width={width}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        {...(initialValues === undefined ? {} : { initialValues })}
        onFinish={onSubmit}
      >
        {children}
      </Form>
    </Modal>
  );
};
