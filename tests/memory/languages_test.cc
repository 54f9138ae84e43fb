// The word leg alone in other languages: twelve facts each, our own sentences, and questions that
// share words with their answer, not sentences. A floor for each language: what is inflected in the
// question otherwise than in the fact is lost to words, and meaning is not asked here.
#include <string>
#include <utility>
#include <vector>

#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;

struct Language {
  const char* name;
  std::vector<std::string> facts;
  std::vector<std::pair<std::string, std::size_t>> questions;  // and the fact that answers
  double first;  // share of questions whose answer must come first
};

const std::vector<Language> kLanguages = {
    {"Chinese",
     {"用户在上海的一家医院工作", "用户喜欢喝绿茶", "用户的妹妹住在北京", "用户对花生过敏",
      "用户每周五晚上打羽毛球", "用户正在学习弹钢琴", "用户的狗叫豆豆", "用户去年搬到了杭州",
      "用户不喜欢坐飞机", "用户的生日是三月八日", "用户开一辆红色的电动汽车",
      "用户每天早上七点起床"},
     {{"用户在哪家医院工作？", 0},
      {"绿茶", 1},
      {"妹妹住在哪里", 2},
      {"对什么过敏", 3},
      {"什么时候打羽毛球", 4},
      {"狗叫什么名字", 6},
      {"生日是哪一天", 9},
      {"几点起床", 11}},
     1.0},
    {"Japanese",
     {"ユーザーは大阪の図書館で働いている", "ユーザーは抹茶が好きだ",
      "ユーザーの弟は京都に住んでいる", "ユーザーは卵アレルギーがある",
      "ユーザーは毎朝ジョギングをする", "ユーザーはピアノを習っている",
      "ユーザーの猫の名前はミケだ", "ユーザーは去年札幌に引っ越した", "ユーザーは飛行機が苦手だ",
      "ユーザーの誕生日は三月八日だ", "ユーザーは赤い自転車に乗っている",
      "ユーザーは朝ごはんにパンを食べる"},
     {{"図書館はどこですか", 0},
      {"抹茶は好きですか", 1},
      {"弟はどこに住んでいる", 2},
      {"アレルギーは何", 3},
      {"ジョギングはいつ", 4},
      {"猫の名前は何ですか", 6},
      {"誕生日はいつですか", 9},
      {"朝ごはんは何を食べますか", 11}},
     1.0},
    {"Korean",
     {"사용자는 부산의 학교에서 일한다", "사용자는 매운 음식을 좋아한다",
      "사용자의 누나는 서울에 산다", "사용자는 고양이 두 마리를 키운다",
      "사용자는 토요일마다 등산을 간다", "사용자는 피아노를 배우고 있다",
      "사용자는 새우 알레르기가 있다", "사용자는 작년에 대전으로 이사했다",
      "사용자는 비행기를 무서워한다", "사용자의 생일은 삼월 팔일이다",
      "사용자는 빨간 자전거를 탄다", "사용자는 아침에 빵을 먹는다"},
     {{"학교는 어디", 0},
      {"매운 음식", 1},
      {"누나는 어디에 사나", 2},
      {"고양이 몇 마리", 3},
      {"등산은 언제", 4},
      {"무슨 알레르기가 있나요", 6},
      {"생일은 언제예요", 9},
      {"자전거는 무슨 색", 10}},
     1.0},
    {"German",
     {"Die Person arbeitet in einer Bäckerei in Köln", "Die Person trinkt gern schwarzen Kaffee",
      "Die Schwester der Person heißt Jürgen-Marie", "Die Person ist gegen Haselnüsse allergisch",
      "Die Person fährt mit dem Fahrrad zur Arbeit", "Die Person lernt seit Mai Klavier",
      "Der Hund der Person heißt Bello", "Die Person ist voriges Jahr nach Bremen gezogen",
      "Die Person fliegt nicht gern", "Der Geburtstag der Person ist am 8. März",
      "Die Person kauft nur Biogemüse", "Die Person steht um sechs Uhr auf"},
     {{"In welcher Baeckerei oder Bäckerei?", 0},
      {"Kaffee schwarz oder schwarzen?", 1},
      {"Wie heißt die Schwester?", 2},
      {"gegen was allergisch?", 3},
      {"Fahrrad", 4},
      {"Wie heisst der Hund?", 6},
      {"Wann ist ihr Geburtstag?", 9},
      {"Um wieviel Uhr steht sie auf?", 11}},
     1.0},
    {"Spanish",
     {"La persona trabaja en un taller de Sevilla", "A la persona le gusta el té con limón",
      "El hermano de la persona vive en Bogotá", "La persona es alérgica al marisco",
      "La persona toca la guitarra los domingos", "La persona aprende alemán desde mayo",
      "El perro de la persona se llama Canela", "La persona se mudó a Valencia el año pasado",
      "A la persona le da miedo volar", "El cumpleaños de la persona es el 8 de marzo",
      "La persona conduce un coche rojo", "La persona desayuna pan con tomate"},
     {{"¿En qué taller?", 0},
      {"te con limon", 1},
      {"¿Dónde vive el hermano?", 2},
      {"marisco", 3},
      {"guitarra", 4},
      {"¿Cómo se llama el perro?", 6},
      {"¿Cuándo es su cumpleaños?", 9},
      {"¿De qué color es el coche?", 10}},
     0.85},
    {"Arabic",
     {"يعمل المستخدم في مكتبة في عمان", "يحب المستخدم القهوة العربية", "أخت المستخدم تسكن في بيروت",
      "المستخدم يعاني من حساسية الفول", "يلعب المستخدم كرة السلة مساء الخميس",
      "يتعلم المستخدم العزف على العود", "قطة المستخدم اسمها لولو",
      "انتقل المستخدم إلى إربد العام الماضي", "يخاف المستخدم من الطائرة",
      "عيد ميلاد المستخدم في الثامن من آذار", "يقود المستخدم سيارة حمراء",
      "يستيقظ المستخدم في السادسة صباحا"},
     {{"في أي مكتبة", 0},
      {"القهوة", 1},
      {"أين تسكن أخت", 2},
      {"حساسية", 3},
      {"كرة السلة", 4},
      {"ما اسمها قطة", 6},
      {"متى عيد ميلاد", 9},
      {"متى يستيقظ صباحا", 11}},
     1.0},
    {"Hindi",
     {"उपयोगकर्ता पुणे के अस्पताल में काम करता है", "उपयोगकर्ता को अदरक वाली चाय पसंद है",
      "उपयोगकर्ता की बहन जयपुर में रहती है", "उपयोगकर्ता को मूंगफली से एलर्जी है",
      "उपयोगकर्ता रविवार को क्रिकेट खेलता है", "उपयोगकर्ता सितार सीख रहा है",
      "उपयोगकर्ता के कुत्ते का नाम मोती है", "उपयोगकर्ता पिछले साल दिल्ली आ गया",
      "उपयोगकर्ता को हवाई जहाज से डर लगता है", "उपयोगकर्ता का जन्मदिन आठ मार्च को है",
      "उपयोगकर्ता लाल साइकिल चलाता है", "उपयोगकर्ता सुबह छह बजे उठता है"},
     {{"कौन सा अस्पताल", 0},
      {"अदरक चाय", 1},
      {"बहन कहाँ रहती", 2},
      {"एलर्जी किससे", 3},
      {"क्रिकेट कब", 4},
      {"कुत्ते का नाम क्या है", 6},
      {"जन्मदिन कब है", 9},
      {"कितने बजे उठता है", 11}},
     1.0},
};

TEST_CASE("languages: the words of a question find the fact that holds them") {
  for (const Language& language : kLanguages) {
    CAPTURE(language.name);
    EngineFixture memory;
    memory.tell(language.facts);
    double found = 0;
    for (const auto& [question, answer] : language.questions) {
      RecallRequest request{.user_id = "u", .query = question, .limit_count = 1};
      request.weights.meaning = 0;  // the word leg alone
      const auto result = expect(memory.engine.recall(request));
      const bool first =
          !result.memories.empty() && result.memories[0].memory.content == language.facts[answer];
      if (!first) MESSAGE("not first: ", question);
      found += first ? 1 : 0;
    }
    CHECK(found / static_cast<double>(language.questions.size()) >= language.first);
  }
}

}  // namespace
}  // namespace mnestic::memory
