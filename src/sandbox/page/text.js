// Every word of the page, in both languages. The bot's own words come from the bot.

const words = {
  zh: {
    title: '催办 · 演示', brand: '催办', brandNote: '演示',
    hour: '+1 小时', day: '+1 天', next: '到下次催办', advancing: '时间正在过去…', clock: '虚拟时钟',
    language: 'EN', languageLabel: 'Switch to English', guide: '引导', guideShow: '打开引导', guideHide: '收起引导',
    restart: '重新开始', restartStory: '样例故事', restartEmpty: '从空白开始',
    restartAsk: '现在的对话和记录会清空，重新开始吗？', restarted: '已重新开始', yes: '重新开始', cancel: '取消', ok: '知道了', close: '关闭',
    chats: '会话列表', search: '搜索姓名或消息', groups: '群聊', privates: '私聊', notStarted: '还没开始对话的人',
    start: '开始', noMatch: '没有找到', noMessages: '还没有消息', unread: '{n} 条未读', played: '由你扮演',
    members: '{n} 位成员', privateWith: '与 @{bot} 的私聊', back: '返回会话列表', messages: '{title} 的消息',
    pickChat: '从左边选一个会话', pickChatNote: '打开一位联络员的私聊，和牵头群并排看：\n同一件事，两边各是什么样子。',
    startNote: '{name} 还没有和机器人说过话。\n机器人不能先开口，点“开始”打开对话。',
    speakAs: '以', speakAsEnd: '的身份发言', speaker: '以谁的身份发言', owner: '群主', administrator: '管理员', member: '成员', bot: '机器人',
    write: '写消息…', writeAs: '以 {name} 的身份写消息…', caption: '给文件加一句说明…', send: '发送', attach: '发照片、文件等', photo: '照片', voice: '语音', place: '位置', sticker: '表情', asPhotos: '将作为照片发送 · 改为文件', asFiles: '将作为文件发送 · 改为照片', edit: '编辑', editing: '编辑消息', cancelEdit: '取消编辑', remove: '删除', forward: '转发到私聊', forwardedFrom: '转发自 {name}', menu: '这条消息', commands: '命令', removeFile: '移除文件',
    reply: '回复', replyTo: '回复 {name}', cancelReply: '取消回复', edited: '已编辑', download: '下载 {name}', gone: '消息已不在',
    newBelow: '到最新消息', opensLink: '打开链接', copied: '已复制', today: '今天', drop: '松手即添加文件',
    who: '以谁的身份打开？', whoNote: '个人链接是给别人的，选一位来打开它。', whoSearch: '搜索姓名', current: '当前身份', fresh: '未开始', pickContact: '扮演哪位联络员？',
    startgroup: '演示里机器人已经在群里了，不用再拉它进群。', opened: '{name} 打开了链接',
    offline: '连接断开，正在重连…', failed: '没有成功：{why}', unreachable: '连不上演示服务',
    file: '文件', pinned: '置顶消息',
    story: '跟着走一遍', storyStep: '第 {n} 步，共 {all} 步', storyDone: '走完了。接下来随便试：换个人、换句话、让时间再过几天。', stepDone: '已完成',
  },
  en: {
    title: 'cuiban · demo', brand: 'cuiban', brandNote: 'demo',
    hour: '+1 h', day: '+1 day', next: 'Next nudge', advancing: 'Time is passing…', clock: 'Virtual clock',
    language: '中', languageLabel: '切换到中文', guide: 'Guide', guideShow: 'Open the guide', guideHide: 'Close the guide',
    restart: 'Start over', restartStory: 'Sample story', restartEmpty: 'From empty',
    restartAsk: 'All conversations and records will be cleared. Start over?', restarted: 'Started over', yes: 'Start over', cancel: 'Cancel', ok: 'OK', close: 'Close',
    chats: 'Chats', search: 'Search names or messages', groups: 'Groups', privates: 'Private chats', notStarted: 'Have not started yet',
    start: 'Start', noMatch: 'Nothing found', noMessages: 'No messages yet', unread: '{n} unread', played: 'played by you',
    members: '{n} members', privateWith: 'private chat with @{bot}', back: 'Back to chats', messages: 'Messages of {title}',
    pickChat: 'Choose a chat on the left', pickChatNote: 'Open a contact’s private chat beside the lead group:\nthe same task, seen from both sides.',
    startNote: '{name} has not talked to the bot yet.\nA bot cannot write first: press “Start”.',
    speakAs: 'Speak as', speakAsEnd: '', speaker: 'Who is speaking', owner: 'owner', administrator: 'admin', member: 'member', bot: 'bot',
    write: 'Message…', writeAs: 'Message as {name}…', caption: 'Add a caption…', send: 'Send', attach: 'Photos, files and more', photo: 'Photo', voice: 'Voice', place: 'Place', sticker: 'Sticker', asPhotos: 'Goes as photos · change to files', asFiles: 'Goes as files · change to photos', edit: 'Edit', editing: 'Edit the message', cancelEdit: 'Cancel the edit', remove: 'Delete', forward: 'Forward to the private chat', forwardedFrom: 'Forwarded from {name}', menu: 'This message', commands: 'Commands', removeFile: 'Remove file',
    reply: 'Reply', replyTo: 'Reply to {name}', cancelReply: 'Cancel reply', edited: 'edited', download: 'Download {name}', gone: 'Message is gone',
    newBelow: 'To the latest message', opensLink: 'opens a link', copied: 'Copied', today: 'Today', drop: 'Drop to attach',
    who: 'Open it as whom?', whoNote: 'A personal link is meant for somebody else: choose who opens it.', whoSearch: 'Search names', current: 'speaking now', fresh: 'not started', pickContact: 'Which contact will you play?',
    startgroup: 'In the demo the bot is in the group already; no need to add it.', opened: '{name} opened the link',
    offline: 'Connection lost, trying again…', failed: 'That did not work: {why}', unreachable: 'The demo service cannot be reached',
    file: 'File', pinned: 'Pinned message',
    story: 'A guided tour', storyStep: 'Step {n} of {all}', storyDone: 'That was the tour. Now try anything: another person, other words, a few more days.', stepDone: 'done',
  },
};

const KEY = 'cuiban.language';

/** Reads what the browser remembers; a browser that forbids it remembers nothing. */
export function remembered(key, store = 'localStorage') {
  try { return window[store].getItem(key); } catch { return null; }
}

/** Remembers a value, if the browser lets us; null forgets it. */
export function remember(key, value, store = 'localStorage') {
  try {
    if (value === null) window[store].removeItem(key);
    else window[store].setItem(key, value);
  } catch { /* private mode: the page works without a memory */ }
}

let language = remembered(KEY) === 'en' ? 'en' : 'zh';

export const lang = () => language;

export function setLang(next) {
  language = next;
  remember(KEY, next);
}

/** The words for a key, with its {places} filled. */
export function t(key, values = {}) {
  return words[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
