import { protocolVersion, type JsonObject } from 'jupyter-protocol';
import { version } from 'typescript7';

/** What runs here. */
export const versions = { tslab: '1.0.22', typescript: version, node: process.version };

/** Answer to `kernel_info_request`. */
export const kernelInfo: JsonObject = {
  status: 'ok',
  protocol_version: protocolVersion,
  implementation: 'typescript-kernel',
  implementation_version: '0.1.0',
  banner: `TypeScript ${version} on Node ${process.version}`,
  help_links: [
    { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
    { text: 'TensorFlow.js', url: 'https://js.tensorflow.org/api/latest/' },
  ],
  language_info: {
    name: 'typescript',
    version: version,
    mimetype: 'text/typescript',
    file_extension: '.ts',
    // A string: given an object, JupyterLab highlights as JavaScript.
    codemirror_mode: 'typescript',
    pygments_lexer: 'typescript',
    nbconvert_exporter: 'script',
  },
};
