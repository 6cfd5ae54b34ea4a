import ts from '@tslab/typescript-for-tslab';
import { protocolVersion, type JsonObject } from 'jupyter-protocol';

/** Answer to `kernel_info_request`. */
export const kernelInfo: JsonObject = {
  status: 'ok',
  protocol_version: protocolVersion,
  implementation: 'typescript-kernel',
  implementation_version: '0.1.0',
  banner: `TypeScript ${ts.version} on Node ${process.version}`,
  help_links: [
    { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
    { text: 'TensorFlow.js', url: 'https://js.tensorflow.org/api/latest/' },
  ],
  language_info: {
    name: 'typescript',
    version: ts.version,
    mimetype: 'text/typescript',
    file_extension: '.ts',
    // A string: given an object, JupyterLab highlights as JavaScript.
    codemirror_mode: 'typescript',
    pygments_lexer: 'typescript',
    nbconvert_exporter: 'script',
  },
};
