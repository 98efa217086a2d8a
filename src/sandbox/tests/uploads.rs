//! Uploads as clients send them that do not know their length: piece by piece, on a connection that they keep.

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::*;

/// Reads until this is there.
async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut heard = String::new();
    let mut piece = [0; 4096];
    while !heard.contains(end) {
        let length = stream.read(&mut piece).await.unwrap();
        assert_ne!(length, 0, "the connection ended behind {heard:?}");
        heard.push_str(&String::from_utf8_lossy(&piece[..length]));
    }
    heard
}

#[tokio::test]
async fn an_upload_is_heard_to_its_end_and_its_connection_goes_on() {
    let rig = Rig::new();
    rig.sandbox.start_bot(ALICE, None);
    let address = rig.sandbox.api_url().socket_addrs(|| None).unwrap()[0];
    let mut stream = TcpStream::connect(address).await.unwrap();
    let part = |head: &str, body: &str| format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n");
    let body = part("name=\"chat_id\"", &ALICE.to_string())
        + &part("name=\"document\"", "attach://f")
        + &part("name=\"f\"; filename=\"a.txt\"", "交")
        + "--b--\r\n";
    let head = format!(
        "POST /bot{TOKEN}/sendDocument HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\
         Content-Type: multipart/form-data; boundary=b\r\n\r\n{:x}\r\n{body}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // Others are served meanwhile: that the parts are all there is no reason to answer.
    for _ in 0..20 {
        rig.ok("getMe", json!({})).await;
    }
    assert_eq!(rig.sandbox.messages(ALICE).len(), 1);
    stream.write_all(b"0\r\n\r\n").await.unwrap();
    let answer = read_until(&mut stream, "\"ok\":").await;
    assert!(answer.contains("200 OK") && !answer.to_lowercase().contains("connection: close"), "{answer}");
    let next = format!("GET /bot{TOKEN}/getMe HTTP/1.1\r\nHost: x\r\n\r\n");
    stream.write_all(next.as_bytes()).await.unwrap();
    read_until(&mut stream, "cuiban_demo_bot").await;
}
