export * from './Connection';
export * from './Message';
export * from './MimeBundle';
