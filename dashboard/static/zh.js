// The words Streamlit says in English only, in Chinese. Nothing is changed while the page is read
// in English (the shell marks itself with the class st-key-language_en).
(function () {
  var words = {
    "Upload": "选择文件",
    "Browse files": "选择文件",
    "Drag and drop file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "Choose an option(s)": "请选择",
    "No results": "没有符合的选项",
    "No options to select.": "没有可选项",
    "Add row": "添加一行",
    "Delete row(s)": "删除所选行",
    "Download as CSV": "下载 CSV",
    "Search": "查找",
    "Type to search": "输入要找的字",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
    "Exit fullscreen": "退出全屏",
    "Show/hide columns": "显示或隐藏列",
    "Sort ascending": "升序",
    "Sort descending": "降序",
    "Pin column": "固定列",
    "Unpin column": "取消固定",
    "Hide column": "隐藏列",
    "Autosize": "自动列宽",
    "Reset": "还原",
    "empty": "空",
    "Close": "关闭",
    "Copy to clipboard": "复制",
    "Copied": "已复制",
    "Copied to clipboard": "已复制",
    "Skip to main content": "跳到正文",
    "Skip to content": "跳到正文",
    "Press Enter to apply": "按回车确定",
    "Press Enter to submit form": "按回车提交",
    "Running...": "正在计算",
    "RUNNING...": "正在计算",
    "Stop": "停止",
    "CONNECTING": "正在连接",
    "Connecting": "正在连接",
    "Connection error": "连接中断",
    "Page not found": "没有这个页面",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "请从左侧选择页面；现在显示的是总览。",
    "Expand sidebar": "展开侧栏",
    "Collapse sidebar": "收起侧栏",
    "Open sidebar": "展开侧栏",
    "Close sidebar": "收起侧栏",
    "View fullscreen": "全屏",
    "Help": "说明",
    "Remove file": "移除文件",
    "Zoom in": "放大",
    "Zoom out": "缩小",
    "Select all": "全选",
    "Clear all": "清空",
    "Clear value": "清空"
  };
  var patterns = [
    [/^(\d+(?:\.\d+)?)\s*MB per file(?: •\s*(.*))?$/i, "每个文件不超过 $1 MB"],
    [/^Limit (\d+(?:\.\d+)?)\s*MB per file(?: •\s*(.*))?$/i, "每个文件不超过 $1 MB"],
    [/^Help for (.*)$/, "说明：$1"],
    [/^Selected (.*)$/, "已选 $1"],
    [/^(\d+) results?$/, "$1 个结果"]
  ];
  var attributes = ["aria-label", "placeholder", "title", "alt"];

  function said(text) {
    var key = text.trim();
    if (!key) return null;
    if (Object.prototype.hasOwnProperty.call(words, key)) return text.replace(key, words[key]);
    for (var i = 0; i < patterns.length; i += 1) {
      if (patterns[i][0].test(key)) return key.replace(patterns[i][0], patterns[i][1]);
    }
    return null;
  }

  function translate(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      var text = said(node.nodeValue);
      if (text !== null && text !== node.nodeValue) node.nodeValue = text;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.tagName === "SCRIPT") return;
    attributes.forEach(function (name) {
      var value = node.getAttribute(name);
      var label = value && said(value);
      if (label && label !== value) node.setAttribute(name, label);
    });
    node.childNodes.forEach(translate);
  }

  function english() {
    return document.querySelector(".st-key-language_en") !== null;
  }

  new MutationObserver(function (changes) {
    document.documentElement.lang = english() ? "en" : "zh-CN";
    if (english()) return;
    changes.forEach(function (change) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else translate(change.target);
    });
  }).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true,
    attributes: true, attributeFilter: attributes
  });
})();
