// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "io/interactions/interactions_support.hpp"

namespace sidproof::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<Seen> kWanted = {{{}, "27", Split::train},
                                   {{"27"}, "17", Split::valid},
                                   {{"27", "17"}, "49", Split::test},
                                   {{}, "27", Split::train},
                                   {{"27"}, "5", Split::test}};

TEST(WideSequences, AreOneSessionALine) {
  const Interactions read =
      must_read_events("session,item_1,item_2,item_3\ns1,27,17,49\ns2,27,5,\n");
  EXPECT_EQ(read.format, "wide-csv");
  EXPECT_EQ(examples(read), kWanted);
  EXPECT_EQ(read.split_origin.by, SplitOrigin::By::leave_one_out);
  EXPECT_THAT(read.notes, IsEmpty());
}

TEST(WideSequences, HaveColumnsOfSeveralNamesAndPaddingOnEitherSide) {
  EXPECT_EQ(examples(must_read_events("item0\titem1\titem2\n27\t17\t49\n\t27\t5\n")), kWanted);
  EXPECT_EQ(examples(must_read_events("Item_ID_1;Item_ID_2;Item_ID_3;label\n27;17;49;x\n27; ;;y\n"))
                .size(),
            4U);
  EXPECT_EQ(examples(must_read_events("uid,a,item_0,item_1,item_2,b\nu,0,27,17,49,0\nv,,,27,5,\n")),
            kWanted);
}

TEST(WideSequences, SayWhatTheyLeaveOut) {
  EXPECT_THAT(
      must_read_events("user,item_1,item_2\nu,1,2\nu,3,4\nv,,\n").notes,
      ElementsAre(HasSubstr("1 sessions stand there again"), HasSubstr("1 sessions have no item")));
}

TEST(WideSequences, RefuseCellsThatMayBePaddingOrItems) {
  for (const char* filler : {"0", "-1", "nan", "None", "<pad>", "[PAD]"}) {
    const std::string end = "session,item_1,item_2\na,1,2\nb,3," + std::string(filler) + "\n";
    const Error error = must_refuse_events(end);
    EXPECT_EQ(error.where.line, 3U) << filler;
    EXPECT_THAT(error.what, AllOf(HasSubstr("may be no item"), HasSubstr(filler)));
    must_refuse_events("session,item_1,item_2\na," + std::string(filler) + ",2\n");
  }
  // With empty cells, or between items, 0 is an item.
  EXPECT_EQ(examples(must_read_events("item_1,item_2,item_3\n1,0,\n2,3,0\n")).size(), 5U);
  EXPECT_EQ(examples(must_read_events("item_1,item_2,item_3\n1,0,2\n2,3,0\n")).size(), 6U);
  EXPECT_EQ(must_refuse_events("item_1,item_2,item_3\n1,2,3\n1,,3\n").where.line, 3U);
}

TEST(WideSequences, RefuseSplitsOfWholeSessions) {
  EXPECT_THAT(must_refuse_events("split,item_1,item_2\ntrain,1,2\n").what, HasSubstr("split"));
}

TEST(WideSequences, NeedColumnsInOrder) {
  for (const char* header : {"session,item_2,item_1", "session,item_1,item_3",
                             "session,item_1,x,item_2", "session,item_1", "session,item_2,item_3"})
    must_refuse_events(std::string(header) + "\n1,2,3,4\n");
  EXPECT_EQ(must_refuse_events("session,item_1,item_2\na,1\n").where.line, 2U);
  must_refuse_events("u 1 2\n", "wide-csv");
}

}  // namespace
}  // namespace sidproof::test
