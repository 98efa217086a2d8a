# 谁来负责：转交、代办、换人

command-handover = 转交给同事，暂时或长期，如 /handover 8月7日
seat-stand-in = 临时联络员
button-handover = 转交
handover-ask = {$depts}的事项转交给谁？
handover-how = 交给其他同事，我会给您一条专属链接，转发给对方即可；对方打开之前，一切仍由您负责。要另定日期，发送“/handover 8月7日”。
handover-lent = {$dept}现在由{$name}代您负责，到{$day}为止，之后自动回到您这里。
handover-pending = 您上次的转交链接还没有人打开，{$day}前有效。
button-while = 同事暂代，到{$day}
button-good = 以后都由同事负责
button-deputy-while = B角{$name}暂代，到{$day}
button-deputy-good = 以后都由B角{$name}负责
button-im-back = 我回来了，由我继续
button-withdraw-link = 撤回链接
handover-waits-while = 请把下面这条消息转发给接手的同事（暂代到{$day}）。链接只能用一次，{$expires}前有效；对方打开之前，一切仍由您负责。
handover-waits-good = 请把下面这条消息转发给以后负责的同事。链接只能用一次，{$expires}前有效；对方打开之前，一切仍由您负责。
handover-withdrawn = 链接已撤回，一切仍由您负责。
handover-link-while = {$giver}请您代为答复{$depts}给“{$leads}”的事项，到{$day}为止。请在手机上点开链接，再点“开始”：{$link}
handover-link-good = {$giver}请您接手{$depts}与“{$leads}”的联络。请在手机上点开链接，再点“开始”：{$link}
handed-over-while = {$name}已接手{$depts}，到{$day}为止，之后自动回到您这里；未结{$count}件已发给对方。提前回来，发送 /handover。
handed-over-good = {$name}已接手{$depts}，未结{$count}件已发给对方，之后不再打扰您。谢谢您一直以来的支持。
took-over-while = {$name}您好，{$giver}请您代为答复{$depts}给“{$leads}”的事项，到{$day}为止。
took-over-good = {$name}您好，您已从{$giver}手中接过{$depts}与“{$leads}”的联络。
took-over-free = {$name}您好，{$depts}的联络员席位空出，之后由您答复“{$leads}”的事项。
took-over-lost = {$name}您好，{$depts}的{$giver}暂时联系不上，这期间由您代为答复。
took-over-open = 未结{$count}件，点下面的按钮就能答复：
seat-changed-while = {$dept}：{$from}请{$to}代办，到{$day}为止。未结{$count}件已发给{$to}。
seat-changed-good = {$dept}的{$seat}由{$from}换成{$to}，未结{$count}件已发给{$to}。
seat-replaced = {$name}您好，{$dept}与“{$lead}”的联络（{$seat}）现由{$to}接手，未结事项已转过去，您这里的卡片不再使用。谢谢您一直以来的支持。
stand-in-ended = {$name}您好，{$dept}的事项从现在起由{$contact}继续负责。谢谢您这段时间的帮忙。
stand-in-returned = {$name}您好，{$who}的代办已结束，{$dept}的事项从现在起又由您负责。
lost-blocked = 停用了机器人
lost-gone = 账号已注销
seat-lost-next = {$dept}的{$seat}{$who}联系不上（{$why}），之后由{$to}答复，未结{$count}件已转给{$to}。
seat-lost-nobody = {$dept}的{$seat}{$who}联系不上（{$why}），这家现在没有人能收到消息，{ $count ->
    [0] 目前没有未结事项。
   *[other] 未结{$count}件：
    }
seat-lost-part = · {$code} {$task}，{$due}前
seat-lost-how = 请打个电话：换人，把新链接发给接手的人；仍是本人，请对方重新打开机器人，点“开始”即可恢复。
button-invite-dept = 生成邀请
handed-over-to = 这家单位的事项现在由{$name}负责，请转告{$name}。
handed-over-to-colleague = 这家单位的事项已由其他同事负责，请转告对方。
own-link = 这条链接是给接手的同事的，请转发给对方。对方打开之前，一切仍由您负责。
no-handover = 没有可撤回的链接：可能已有人接手，或之前已撤回。发送 /handover 可看现在由谁负责。
no-deputy = B角现在联系不上，请改用链接转交给其他同事。
welcome-deputy = 平时由联络员{$name}答复；{$name}外出或联系不上时，由您代为答复，我会把未结事项发给您。
welcome-stand-in = 联络员{$name}到{$until}都不在，这期间由您代为答复。
roster-renamed = 其中{$count}家换了联络员：新人打开链接之前，仍由原来的联络员答复。

# 公开链接与加入申请

button-open-link = 公开链接
button-renew-link = 换新链接
button-close-link = 关闭
open-link-new = 公开链接（{$day}前有效，附件里有二维码）：{$link}
open-link-how = 可以发到群里或贴在通知上。谁点开都能申请：写明单位、选身份，由您点一下“同意”才加入；同意之前，对方看不到任何事项和名单。
open-link-on = 公开链接已开着，{$day}前有效。链接只显示一次；要再发，请换新链接，旧的随即作废。
open-link-closed = 公开链接已关闭，之前发出的打不开了；已经收到的申请照常处理。
open-link-file = 公开邀请
join-ask = 您好，这是“{$office}”的邀请。请回复您的单位全称，如“市应急管理局”。
join-seat = 您在“{$said}”是什么身份？
join-waits = 已转给“{$office}”确认，通过后会告诉您，不用再做什么。
not-let-in = “{$office}”没有通过您的加入申请。如有疑问，请直接与对方联系。
joiner-asks = {$name}申请加入：{$dept}的{$seat}。
joiner-free = 这个席位还没有人加入。
joiner-replaces = 这个席位现在是{$who}；同意后由对方接替，未结事项一并转过去。
joiner-rivals = 另有{$count}人申请同一席位。
joiner-check = 名字是对方自己填的，请先向该单位核实。
button-admit = 同意
button-turn-away = 不同意
joiner-admitted = 已同意：{$name}现在是{$dept}的{$seat}。
joiner-turned-away = 未同意：{$name}申请的{$dept}{$seat}。
joiner-gone = 这份申请已经处理过，或对方已重新申请。发送 /review 可看还有谁在等。
review-joiners = 加入申请
review-joiner = {$name}：{$dept}的{$seat}
button-review-joiner = {$dept} · 加入
unit-unknown = 没有找到“{$said}”。请写单位全称，或向牵头部门核对名称。
units-tried = 这几个名称都没有找到。请向牵头部门核对单位名称，再重新点开链接。
still-waits = 您的加入申请已转给“{$office}”，对方还没有确认。通过后我会告诉您，并把要办的事一起发来；刚才这条还不能记录，请到时再发一次。
too-many-wait = 申请太多，暂时不能再提交。请直接联系牵头部门。
seat-taken = 这个席位刚有变动，请看更新后的卡片再定。
seated-already = 您已经是这个身份，不用再申请。发送 /my 查看事项。
seat-erased = {$dept}的{$seat}已按本人要求删除个人信息，席位空出。需要换人时，请把新链接发给接手的人。
seat-erased-next = {$dept}的{$seat}已按本人要求删除个人信息，席位空出。之后由{$to}答复，未结{$count}件已转给{$to}。
seat-erased-nobody = {$dept}的{$seat}已按本人要求删除个人信息，席位空出，这家现在没有人能收到消息（未结{$count}件）。请把新链接发给接手的人。
erase-noted =
    已转告系统管理员，与您核实后办理。删除的有：姓名、电话、聊天号，还有您在这里写过的话；台账上只留一个编号，本单位的考评不变，报过的材料也还在。
    删除后您不再是联络员。如果只是想少收提醒，发 /quiet；要换人接手，发 /handover。
erase-asked = {$name}请求删除个人信息，目前不担任联络员。与本人核实后，请在服务器上运行：cuiban erase {$person}（先列出删什么、留什么，确认后才执行）
erase-asked-of = {$depts}的{$name}请求删除个人信息。与本人核实后，请在服务器上运行：cuiban erase {$person}（先列出删什么、留什么，确认后才执行）
erase-by-operator =
    个人信息由系统管理员删除，请通过牵头部门转告。删除的有：姓名、电话、聊天号，还有您在这里写过的话；台账上只留一个编号，本单位的考评不变。
    如果只是想少收提醒，发 /quiet；要换人接手，发 /handover。
